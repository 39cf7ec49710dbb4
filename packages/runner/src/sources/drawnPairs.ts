import { type DrawnPairs, type Problem, problem, type Row, randperm, tooFewToPair } from '@siamese/core'
import { type Either, left, right } from 'fp-ts/lib/Either.js'
import type { Rows } from './rows.js'

/**
 * Pairs of the texts of rows, in groups of one text with itself and `negatives` pairs of two different rows. Those of epoch e (from 0) take
 * the rows in the order of `torch.randperm(n)` seeded `seed` + e, each once; what does not fill a group stays out. Carlsson et al. 2021.
 * Source: ContrastiveTensionDataLoader.
 */
export const drawnPairs = (
  { pair: { column, negatives, seed } }: DrawnPairs,
  rows: Rows,
  name: string,
): Either<Problem, Rows> => {
  const group = 1 + negatives
  const taken = 1 + 2 * negatives
  const groups = Math.floor(rows.count / taken)
  if (groups === 0) return left(problem(tooFewToPair(name, group, taken, rows.count)))
  const count = groups * group
  let last: { readonly epoch: number; readonly order: Uint32Array } = { epoch: -1, order: new Uint32Array(0) }
  const orderOf = (epoch: number): Uint32Array => {
    if (last.epoch !== epoch) last = { epoch, order: randperm(rows.count, seed + epoch) }
    return last.order
  }
  /** The two rows of a pair. */
  const placesOf = (index: number): readonly [number, number] => {
    const order = orderOf(Math.floor(index / count))
    const pair = index % count
    const [first, within] = [Math.floor(pair / group) * taken, pair % group]
    const at = within === 0 ? first : first + 2 * within - 1
    return [order[at]!, order[within === 0 ? at : at + 1]!]
  }
  const read = async (indices: readonly number[]): Promise<readonly Row[]> => {
    const places = indices.map(placesOf)
    const found = await rows.read(places.flat())
    return places.map(([one, other], i) =>
      pairOf(found[2 * i]![column], found[2 * i + 1]![column], one === other ? 1 : 0),
    )
  }
  return right({
    count,
    read,
    all: async function* () {
      for (let from = 0; from < count; from += together)
        yield* await read(Array.from({ length: Math.min(together, count - from) }, (_, i) => from + i))
    },
    drawnFrom: {
      ...rows,
      all: async function* () {
        for await (const row of rows.all()) yield pairOf(row[column], row[column], 1)
      },
    },
    close: rows.close,
  })
}

const together = 1024

const pairOf = (sentence1: Row[string] | undefined, sentence2: Row[string] | undefined, label: 0 | 1): Row => ({
  sentence1: sentence1!,
  sentence2: sentence2!,
  label,
})
