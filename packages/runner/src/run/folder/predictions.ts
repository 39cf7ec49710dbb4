import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { ScoredPairs } from '@siamese/core'
import { isLeft } from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import { refusal } from '../../asPromise.js'
import { writeAtomically } from '../../sources/atomicWrite.js'
import { anyNumber } from '../checkpoint/anyNumber.js'
import { readVersioned, type Versioned, versionedText } from './versioned.js'

const numbers = t.readonlyArray(anyNumber)
const codec = t.type({ scores: numbers, similarities: t.readonly(t.record(t.string, numbers)) })

/** `predictions/after/test.pairs.json`: what an evaluator ordered the pairs of a split by, and the scores that it was held against. */
export type Predictions = t.TypeOf<typeof codec>

const ending = 'pairs.json'
const predictionsFile = (name: string): Versioned<Predictions> => ({
  name: `${name}${ending}`,
  key: 'predictions',
  codec,
  migrations: [],
})

const folderOf = (run: string, moment: Moment): string => join(run, 'predictions', moment)
type Moment = 'before' | 'after'

export const writePredictions = async (
  run: string,
  moment: Moment,
  name: string,
  pairs: ScoredPairs,
): Promise<void> => {
  const kind = predictionsFile(name)
  const plain = {
    scores: Array.from(pairs.scores),
    similarities: Object.fromEntries(
      Object.entries(pairs.similarities).map(([each, values]) => [each, Array.from(values)]),
    ),
  }
  const text = versionedText(kind, codec.encode(plain), '')
  const written = await writeAtomically(join(folderOf(run, moment), kind.name), text)()
  if (isLeft(written)) throw refusal(written.left)
}

/** By what their metrics begin with, those of the trained model; of one that was not trained, those that there are. */
export const readPredictions = async (run: string): Promise<Readonly<Record<string, Predictions>>> => {
  for (const moment of ['after', 'before'] as const) {
    const files = await readdir(folderOf(run, moment)).catch(() => [])
    const found: Record<string, Predictions> = {}
    for (const file of files.filter(name => name.endsWith(ending)).sort()) {
      const name = file.slice(0, -ending.length)
      const read = await readVersioned(predictionsFile(name), folderOf(run, moment))()
      if (!isLeft(read)) found[name] = read.right
    }
    if (Object.keys(found).length > 0) return found
  }
  return {}
}
