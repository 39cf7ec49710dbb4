import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { isLeft } from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import type { Estimate, Seconds } from './estimate.js'

/** What a run took. */
export interface Spent {
  readonly steps: number
  readonly seconds: Seconds
  /** Bytes of the process at most, since it began. */
  readonly memory: number
}
/** `estimate.json` of a run's folder: what was expected before the first step, and what came of it once it finished. */
export interface EstimateFile {
  readonly estimate: Estimate
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
const file = t.intersection([
  t.type({
    estimate: t.intersection([t.type({ steps: t.number, seconds }), t.partial({ memory: numbers('peak') })]),
  }),
  t.partial({ spent: t.type({ steps: t.number, seconds, memory: t.number }) }),
])
const manifest = t.type({ hashes: t.type({ pipeline: t.string }) })

/** What a run's folder tells; undefined where it is none, or of a version without estimates. */
export const readEstimate = async (folder: string): Promise<Told | undefined> => {
  const [read, of] = await Promise.all([
    decoded(file, folder, 'estimate.json'),
    decoded(manifest, folder, 'manifest.json'),
  ])
  if (read === undefined || of === undefined) return undefined
  const { steps, seconds, memory } = read.estimate
  return {
    folder,
    pipeline: of.hashes.pipeline,
    expected: { steps, seconds, ...(memory === undefined ? {} : { memory: memory.peak }) },
    ...(read.spent === undefined ? {} : { took: read.spent }),
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

const decoded = async <A>(codec: t.Type<A>, folder: string, name: string): Promise<A | undefined> => {
  try {
    const read = codec.decode(JSON.parse(await readFile(join(folder, name), 'utf8')))
    return isLeft(read) ? undefined : read.right
  } catch {
    return undefined // not there, or another program's file of that name
  }
}
