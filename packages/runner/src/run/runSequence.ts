import { join, relative, resolve } from 'node:path'
import {
  afterEncoder,
  check,
  encodersApart,
  flatten,
  intoRoutes,
  type Model,
  type Pipeline,
  type Problems,
  problem,
  type Sequence,
  toJson,
  withModels,
} from '@siamese/core'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import { faultsOf } from '../faultsOf.js'
import { notSequence } from '../notExperiment.js'
import { writeAtomically } from '../sources/atomicWrite.js'
import { enterSeveral } from './enterSeveral.js'
import { keepExperiment } from './experimentFile.js'
import type { Finished } from './folder/finishedRun.js'
import { hashOf } from './folder/manifestOf.js'
import { versionedText } from './folder/versioned.js'
import { lockFolder } from './lockFolder.js'
import { runOrGoOn, type SeveralOptions } from './runOrGoOn.js'
import { ofSequence, sequenceFile } from './sequenceFile.js'
import { withoutWayOn } from './wayOn.js'

/** Runs of a sequence, in order. */
export interface SequenceResult {
  readonly folder: string
  readonly runs: readonly Finished[]
}

/**
 * Runs pipelines in turn, each in a folder inside the sequence's own; each begins with the model that the one before it trained.
 * With `out` naming the folder of the same sequence it goes on: parts that finished are read, one that stopped goes on from its last checkpoint.
 */
export const runSequence =
  (of: Sequence, options: SeveralOptions = {}): TaskEither<Problems, SequenceResult> =>
  async () => {
    const another = notSequence(of)
    if (another.length > 0) return left(another)
    const { sequence } = of
    const wrong = faultsOf(of)
    if (wrong.length > 0) return left(wrong)
    const pipelines = sequence.map(each => hashOf(toJson(each)))
    const { name = sequence[0]!.data.data, runs = 'runs', out, signal } = options
    const entered = await enterSeveral(ofSequence, pipelines, name, runs, out)()
    if (isLeft(entered)) return entered
    const folder = entered.right
    const lock = await lockFolder(folder)
    if (isLeft(lock)) return left([lock.left])
    try {
      const text = versionedText(sequenceFile, { pipelines })
      const written = await writeAtomically(join(folder, sequenceFile.name), text)()
      if (isLeft(written)) return written
      const kept = await keepExperiment(folder, of, options)
      if (isLeft(kept)) return kept
      const { threads = kept.right.threads } = options
      const ran = await eachPart(of, folder, { ...options, ...(threads === undefined ? {} : { threads }) })
      if (!isLeft(ran)) return right({ folder, runs: ran.right })
      return signal?.aborted === true ? left([...withoutWayOn(ran.left), problem(goesOn(folder))]) : ran
    } finally {
      await lock.right()
    }
  }

/**
 * Why: The sequence was asked to stop, and what finished is kept.
 * Cure: Go on with the sequence's folder.
 * Types: Nobody knows beforehand when a run is stopped.
 */
const goesOn = (folder: string): string => `the sequence stopped: siamese resume ${folder} goes on`

/** What comes of each part in turn; each is given the model that the one before it trained. */
export const eachPart = async (
  { sequence }: Sequence,
  folder: string,
  options: SeveralOptions,
): Promise<Either<Problems, readonly Finished[]>> => {
  const parts: Finished[] = []
  let trained: string | undefined
  for (const [index, pipeline] of sequence.entries()) {
    const { data } = pipeline.data
    options.report?.({ event: 'part', number: index + 1, of: sequence.length, name: data })
    const out = join(folder, `${index + 1}-${data.replaceAll(/[^\w.+-]/g, '-')}`)
    const ran = await runOrGoOn(trained === undefined ? pipeline : goingOn(pipeline, trained), { ...options, out })
    if (isLeft(ran)) return ran
    parts.push(ran.right)
    // Where the pipeline's other paths start, too.
    if (ran.right.model !== undefined) trained = relative(resolve(options.base ?? '.'), resolve(ran.right.model)) || '.'
  }
  return right(parts)
}

/** The pipeline with the model of a folder, or those of both routes; what follows the encoder is what the folder was written with. */
const goingOn = (pipeline: Pipeline, folder: string): Pipeline => {
  const stages = intoRoutes(pipeline.stages)
  const apart = encodersApart(stages)
  return withModels(check(pipeline.data, stages), route => {
    const own = route === undefined ? flatten(stages) : apart!.routes[route]
    const { model } = own.find(({ settings }) => 'model' in settings)!.settings as { readonly model: Model }
    return {
      ...model,
      modules: afterEncoder(own).map(({ stage }) => stage),
      origin: { source: folder, ...(route === undefined ? {} : { route }), files: [] },
    }
  })
}
