import { readdir } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import { isLeft } from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import { sha256 } from '../../sources/hash.js'
import { anyNumber } from '../checkpoint/anyNumber.js'
import type { RunResult } from '../runResult.js'
import { runProcess } from './processes.js'
import type { Versioned } from './versioned.js'

const metrics = t.readonly(t.record(t.string, anyNumber))
const best = t.type({ metric: t.string, value: anyNumber, step: t.number })
const codec = t.intersection([
  t.type({ steps: t.number, seconds: t.number, before: metrics, hashes: t.readonly(t.record(t.string, t.string)) }),
  t.partial({ after: metrics, best, processes: t.readonlyArray(runProcess) }),
])

/** `outcome.json` of a run that finished: its numbers, and sha256 of the files that another run of its manifest has to be equal to. */
export type Outcome = t.TypeOf<typeof codec>

export const outcomeFile: Versioned<Outcome> = { name: 'outcome.json', key: 'outcome', codec, migrations: [] }

export const outcomeOf = async (result: RunResult): Promise<object> => {
  const { folder, steps, seconds, processes, before, after, best } = result
  return codec.encode({
    steps,
    seconds,
    processes,
    before,
    ...(after === undefined ? {} : { after }),
    ...(best === undefined ? {} : { best }),
    hashes: await outcomeHashes(folder),
  })
}

/** sha256 of the metrics and of every file of weights. */
export const outcomeHashes = async (folder: string): Promise<Readonly<Record<string, string>>> => {
  const hashes: Record<string, string> = {}
  for (const name of ['metrics.jsonl', ...(await weightsFiles(folder))]) {
    const hash = await sha256(join(folder, name))()
    if (!isLeft(hash)) hashes[name] = hash.right
  }
  return hashes
}

/** The files of weights of a run's model, from the run's folder. */
export const weightsFiles = async (folder: string): Promise<readonly string[]> => {
  const entries = await readdir(join(folder, 'model'), { recursive: true, withFileTypes: true }).catch(() => [])
  return entries
    .filter(entry => entry.isFile() && entry.name.endsWith('.safetensors'))
    .map(entry => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort()
}
