import { join } from 'node:path'
import type { Pipeline, Problems } from '@siamese/core'
import { isLeft } from 'fp-ts/lib/Either.js'
import { type RunReport, reportFile } from '../../report/run/runReport.js'
import { type Moment, vectorsFile, vectorsName } from '../../report/run/sample.js'
import { isThere } from '../../sources/isThere.js'
import { writeSafetensors } from '../../sources/safetensorsWrite.js'
import type { Asked } from '../computing.js'
import { runFacts } from '../explain/runFacts.js'
import { readVersioned, versionedText } from '../folder/versioned.js'
import { writeInto } from '../folder/writeInto.js'
import type { Computing } from '../openComputing.js'
import type { OpenPlan } from '../openPlan.js'
import type { Listener } from '../runEvent.js'
import { type Sampled, samplesOf } from './samplesOf.js'

/** Keeps, while a run goes on, what its page is written from afterwards. */
export interface Reporter {
  readonly listen: Listener
  readonly samples: readonly Sampled[]
  /** Embeddings of each sample, column by column. */
  readonly embedded: (moment: Moment, embeddings: readonly (readonly Float32Array[])[]) => Promise<void>
  /** Writes what there is, and the page. */
  readonly close: () => Promise<Problems>
}

/** Characters of a split that are tokenized for its lengths, some 20 ms. */
const characters = 250_000
/** Characters of a text that the file keeps. */
const shown = 280

export const openReporter = async (
  folder: string,
  pipeline: Pipeline,
  opened: OpenPlan,
  computing: Computing,
  asked: Asked,
): Promise<Reporter> => {
  const samples = await samplesOf(opened)
  const before = await reportThere(folder)
  const report: Mutable<RunReport> = {
    began: before?.began ?? new Date().toISOString(),
    of: before?.of ?? plain(await runFacts(pipeline, opened, computing, { ...asked, characters })),
    samples: samples.map(({ sample }) => ({
      ...sample,
      columns: sample.columns.map(each => ({
        ...each,
        texts: each.texts.map(text => text.slice(0, shown).toWellFormed()),
      })),
    })),
    warnings: [...(before?.warnings ?? [])],
  }
  const write = async (): Promise<Problems> => {
    const written = await writeInto(folder, reportFile.name, versionedText(reportFile, report, ''))()
    return isLeft(written) ? written.left : []
  }
  const failed: Problems[] = [await write()]
  return {
    samples,
    listen: event => {
      if (event.event === 'warning' && !report.warnings.includes(event.sentence)) report.warnings.push(event.sentence)
      if (event.event === 'profile') report.profile = plain(event.profile)
    },
    embedded: async (moment, embeddings) => {
      const { width } = opened.sentenceEncoder
      const tensors = samples.flatMap(({ sample }, i) =>
        sample.columns.map(
          ({ column }, j) =>
            [vectorsName(sample, column), { shape: [sample.rows, width], values: embeddings[i]![j]! }] as const,
        ),
      )
      if (tensors.length === 0) return
      const written = await writeSafetensors(join(folder, vectorsFile(moment)), new Map(tensors))()
      if (isLeft(written)) failed.push(written.left)
    },
    close: async () => {
      // The run says itself why it ends.
      if (!(await isThere(folder))) return []
      failed.push(await write())
      if (failed.flat().length > 0) return failed.flat()
      const { writeReport } = await import('../../report/run/writeReport.js')
      const page = await writeReport(folder)()
      return isLeft(page) ? page.left : []
    },
  }
}

/** As it will be read again. */
const plain = <A>(value: unknown): A => JSON.parse(JSON.stringify(value))

type Mutable<A> = { -readonly [K in keyof A]: A[K] }

/** That of a run which goes on. */
const reportThere = async (folder: string): Promise<RunReport | undefined> => {
  const read = await readVersioned(reportFile, folder)()
  return isLeft(read) ? undefined : read.right
}
