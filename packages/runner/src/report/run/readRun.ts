import { stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { type Problems, problem } from '@siamese/core'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import * as t from 'io-ts'
import { manifestFile } from '../../run/folder/manifest.js'
import { readMetrics } from '../../run/folder/metricsFile.js'
import { processesOf } from '../../run/folder/processes.js'
import { unreadable } from '../../run/folder/unreadable.js'
import { decodeVersioned, readVersioned } from '../../run/folder/versioned.js'
import { isProcessThere, readRunState, stateFile } from '../../run/runState.js'
import { isThere } from '../../sources/isThere.js'
import { readOptionalText } from '../../sources/modelFiles/readJson.js'
import { readSafetensors } from '../../sources/safetensors.js'
import type { EvaluationLine, RunManifest, RunRecord, SampledEmbeddings, StepLine } from './runRecord.js'
import { type RunReport, reportFile } from './runReport.js'
import { type Moment, type Sample, vectorsFile, vectorsName } from './sample.js'

/** Everything that a run's page is written from, as far as it is there: the run may go on, or have stopped. */
export const readRun =
  (folder: string): TaskEither<Problems, RunRecord> =>
  async () => {
    if (!(await isFolder(folder))) return left([problem(`${folder} is not there: name a run's folder, as runs/stsb-1`)])
    const [text, manifest, state, { lines, said }, processes] = await Promise.all([
      readOptionalText(folder, reportFile.name)(),
      manifestOf(folder),
      readRunState(folder),
      readMetrics(folder),
      processesOf(folder),
    ])
    if (manifest === undefined && state === undefined && !isLeft(text) && text.right === undefined)
      return left([problem(`${folder} is not the folder of a run: it has no manifest.json, state.json or report.json`)])
    const report = isLeft(text)
      ? text
      : text.right === undefined
        ? right(undefined)
        : decodeVersioned(reportFile, text.right, join(folder, reportFile.name))
    if (isLeft(report)) return left(report.left.map(each => ({ ...each, sentence: withoutIt(each.sentence) })))
    const samples = await embeddingsOf(folder, report.right)
    if (isLeft(samples)) return samples
    return right({
      folder: basename(folder) === '' ? folder : basename(folder),
      state,
      report: report.right,
      manifest,
      steps: lines.filter((line): line is Readonly<Record<string, unknown>> & StepLine => stepLine.is(line)),
      evaluations: evaluationsOf(lines),
      processes,
      samples: samples.right,
      // The last line of a run that goes on may be half written.
      unread: await unreadable(
        await damageable(folder),
        state?.state === 'running' && isProcessThere(state.process) ? [] : said,
      ),
    })
  }

/** What the page is written without where it is damaged; a folder need not have them. */
const damageable = async (folder: string): Promise<readonly TaskEither<Problems, unknown>[]> => {
  const ifThere = async (name: string, read: TaskEither<Problems, unknown>) =>
    (await isThere(join(folder, name))) ? [read] : []
  return [
    ...(await ifThere(stateFile.name, readVersioned(stateFile, folder))),
    ...(await ifThere(manifestFile.name, readVersioned(manifestFile, folder))),
  ]
}

/** The page needs the file least of all. */
const withoutIt = (sentence: string): string =>
  `${sentence.replace(/\.$/, '')}; without the file the page is written from the others`

const number = t.number
const stepLine: t.Type<StepLine> = t.intersection([
  t.type({ step: number, epoch: number, loss: number, rate: number, norm: number }),
  t.partial({ task: t.string, parts: t.record(t.string, number) }),
]) as never // an optional property may not be there, and is never undefined in JSON

/** Lines with metrics: those before step 1 are before training, those marked `trained` after it. */
const evaluationsOf = (lines: readonly Readonly<Record<string, unknown>>[]): readonly EvaluationLine[] =>
  lines.flatMap(({ step, trained, ...rest }): readonly EvaluationLine[] => {
    if (typeof step !== 'number' || 'rate' in rest || 'stoppedEarly' in rest) return []
    const metrics = Object.entries(rest).filter((each): each is [string, number] => typeof each[1] === 'number')
    return metrics.length === 0
      ? []
      : [
          {
            step,
            moment: trained === true ? 'after' : step === 0 ? 'before' : 'during',
            metrics: Object.fromEntries(metrics),
          },
        ]
  })

const manifestOf = async (folder: string): Promise<RunManifest | undefined> => {
  const read = await readVersioned(manifestFile, folder)()
  if (isLeft(read)) return undefined
  const { versions, pipeline, seed, command, hashes, computing, git } = read.right
  return {
    siamese: versions['@siamese/runner'] ?? 'of an unknown version',
    pipeline,
    seed,
    hashes: flat(hashes),
    precision: computing.precision,
    command,
    commit: git === undefined ? undefined : `${git.commit}${git.dirty ? ', with changes' : ''}`,
  }
}

/** Hashes by path: `model.config.json`. */
const flat = (value: object, path = ''): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(value).flatMap(([name, each]): readonly (readonly [string, string])[] => {
      const here = path === '' ? name : `${path} ${name}`
      if (typeof each === 'string') return [[here, each]]
      return typeof each === 'object' && each !== null ? Object.entries(flat(each, here)) : []
    }),
  )

const embeddingsOf = async (
  folder: string,
  report: RunReport | undefined,
): Promise<Either<Problems, readonly SampledEmbeddings[]>> => {
  const at = new Map<Moment, Awaited<ReturnType<typeof tensorsOf>>>()
  for (const moment of ['before', 'after'] as const) {
    const tensors = await tensorsOf(join(folder, vectorsFile(moment)))
    if (tensors !== undefined && isLeft(tensors)) return tensors
    at.set(moment, tensors)
  }
  const of = (moment: Moment, sample: Sample) => {
    const tensors = at.get(moment)
    if (tensors === undefined || isLeft(tensors)) return {}
    const columns = sample.columns.flatMap(({ column }) => tensors.right.get(vectorsName(sample, column)) ?? [])
    if (columns.length < sample.columns.length) return {}
    if (columns.some(({ values }) => !values.every(Number.isFinite))) return {}
    return { [moment]: columns.map(({ shape: [rows, width], values }) => ({ rows: rows!, width: width!, values })) }
  }
  return right(
    (report?.samples ?? []).map(sample => ({ sample, at: { ...of('before', sample), ...of('after', sample) } })),
  )
}

const tensorsOf = async (path: string) => ((await isThere(path)) ? readSafetensors(path)() : undefined)

const isFolder = (path: string): Promise<boolean> =>
  stat(path).then(
    found => found.isDirectory(),
    () => false,
  )
