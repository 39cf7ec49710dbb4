import { heap } from './heap.js'
import type { RowScores } from './rowScores.js'
import { topK } from './topK.js'

/** Two rows, `i < j`, and how similar they are. */
export interface MinedPair {
  readonly score: number
  readonly i: number
  readonly j: number
}

export interface Mining {
  /** Pairs that are kept in all. */
  readonly maxPairs: number
  /** Nearest rows of each row that are looked at. */
  readonly topK: number
}

/**
 * The most similar pairs of rows, each once, best first: of each row its `topK` nearest others, of all those the `maxPairs` best.
 * Once pairs fall out, one that is only as good as the last to fall stays out. Source: paraphrase_mining_embeddings.
 */
export const minePairs = ({ rows, of }: RowScores, { maxPairs, topK: nearest }: Mining): readonly MinedPair[] => {
  const isWorse = (a: MinedPair, b: MinedPair): boolean =>
    a.score < b.score || (a.score === b.score && (a.i < b.i || (a.i === b.i && a.j < b.j)))
  const kept = heap(isWorse)
  const queued = new Set<number>()
  const placeOf = ({ i, j }: MinedPair): number => i * rows + j
  let least = Number.NEGATIVE_INFINITY
  for (let row = 0; row < rows; row++) {
    const near = topK<number>(nearest, (a, b) => a < b)
    of(row).forEach((score, other) => {
      if (other !== row) near.add(other, score)
    })
    for (const { id, score } of near.hits()) {
      const pair = { score, i: Math.min(row, id), j: Math.max(row, id) }
      if (score <= least || queued.has(placeOf(pair))) continue
      queued.add(placeOf(pair))
      if (kept.size() < maxPairs) kept.push(pair)
      else {
        const out = isWorse(pair, kept.least()) ? pair : kept.replace(pair)
        queued.delete(placeOf(out))
        least = out.score
      }
    }
  }
  return [...kept.values()].sort((a, b) => b.score - a.score)
}
