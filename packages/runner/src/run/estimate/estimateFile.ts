import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { isLeft } from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import { manifestFile } from '../folder/manifest.js'
import { readVersioned, type Versioned } from '../folder/versioned.js'
import type { Estimate, Seconds } from './estimate.js'

/** What a run took: all processes that worked on it together. */
export interface Spent {
  readonly steps: number
  readonly seconds: Seconds
  /** Bytes of a process at most, since it began. */
  readonly memory: number
}
/** `estimate.json` of a run's folder: what was expected before the first step, and what came of it once it finished. */
export interface EstimateFile {
  readonly estimate: Estimate | WrittenEstimate
  readonly spent?: Spent
}

/** A run's estimate beside the truth. */
export interface Told {
  readonly folder: string
  readonly pipeline: string
  readonly expected: Took
  /** Left out where the run did not finish. */
  readonly took?: Took
}
export interface Took {
  readonly steps: number
  readonly seconds: Seconds
  readonly memory?: number
}

const numbers = <K extends string>(...names: readonly K[]) =>
  t.type(Object.fromEntries(names.map(name => [name, t.number])) as Record<K, t.NumberC>)
const seconds = numbers('start', 'training', 'evaluation', 'saving', 'together')
const codec = t.intersection([
  t.type({
    estimate: t.intersection([t.type({ steps: t.number, seconds }), t.partial({ memory: numbers('peak') })]),
  }),
  t.partial({ spent: t.type({ steps: t.number, seconds, memory: t.number }) }),
])

/** As far as it is read again. */
export const estimateFile: Versioned<t.TypeOf<typeof codec>> = {
  name: 'estimate.json',
  key: 'version',
  codec,
  migrations: [],
  unsaid: 1,
}

/** An estimate as far as it is read again; whatever else was written is kept. */
export type WrittenEstimate = t.TypeOf<typeof codec>['estimate']

/** What an earlier process expected of a run, where it came to that. */
export const writtenEstimate = async (folder: string): Promise<WrittenEstimate | undefined> => {
  const read = await readVersioned(estimateFile, folder)()
  return isLeft(read) ? undefined : read.right.estimate
}

/** What a run's folder tells; undefined where it is none, or of a version without estimates. */
export const readEstimate = async (folder: string): Promise<Told | undefined> => {
  const [read, of] = await Promise.all([readVersioned(estimateFile, folder)(), readVersioned(manifestFile, folder)()])
  if (isLeft(read) || isLeft(of)) return undefined
  const { steps, seconds, memory } = read.right.estimate
  return {
    folder,
    pipeline: of.right.hashes.pipeline,
    expected: { steps, seconds, ...(memory === undefined ? {} : { memory: memory.peak }) },
    ...(read.right.spent === undefined ? {} : { took: read.right.spent }),
  }
}

/** The last finished run of a pipeline, by its hash, among the folders of `runs`. */
export const lastRun = async (runs: string, pipeline: string): Promise<Told | undefined> => {
  const names = await readdir(runs).catch(() => [])
  const numbered = names.flatMap(name => {
    const number = /-(\d+)$/.exec(name)?.[1]
    return number === undefined ? [] : [{ name, number: Number(number) }]
  })
  for (const { name } of numbered.sort((a, b) => b.number - a.number)) {
    const told = await readEstimate(join(runs, name))
    if (told?.pipeline === pipeline && told.took !== undefined) return told
  }
  return undefined
}
