import { mersenneTwister } from '../random/mersenneTwister.js'
import { hardNegatives, type NegativesAsked, rangeOf } from './hardNegatives.js'
import type { Hit } from './topK.js'

/** Pairs and a corpus, each text once: what has to be encoded. */
export interface MiningTexts {
  readonly queries: readonly string[]
  /** The corpus, the positives that it lacks behind it. */
  readonly documents: readonly string[]
  /** By query, its positives among the documents. */
  readonly positives: readonly (readonly number[])[]
}
export interface AnchorAndPositive {
  readonly anchor: string
  readonly positive: string
}

/** Without a corpus the negatives come from the other rows' positives. */
export const miningTexts = (pairs: readonly AnchorAndPositive[], corpus: readonly string[] = []): MiningTexts => {
  const documents = new Map([...corpus, ...pairs.map(({ positive }) => positive)].map(text => [text, -1]))
  for (const [i, text] of [...documents.keys()].entries()) documents.set(text, i)
  const queries = new Map<string, Set<number>>()
  for (const { anchor, positive } of pairs)
    queries.set(anchor, (queries.get(anchor) ?? new Set()).add(documents.get(positive)!))
  return {
    queries: [...queries.keys()],
    documents: [...documents.keys()],
    positives: [...queries.values()].map(each => [...each]),
  }
}

/** The largest number of positives that a query has. */
export const mostPositives = ({ positives }: MiningTexts): number =>
  positives.reduce((most, { length }) => Math.max(most, length), 0)

/** How many of its nearest documents a query needs. */
export const depthOf = (texts: MiningTexts, asked: NegativesAsked): number =>
  rangeOf(asked, mostPositives(texts)) + mostPositives(texts)

/** A query's positives and negatives among the documents, with their scores. */
export interface Mined {
  readonly query: number
  readonly positives: readonly Hit<number>[]
  readonly negatives: readonly Hit<number>[]
}

/** The negatives of every query, by the scores of its positives and its nearest documents; `seed` is for random ones. */
export const minedNegatives = (
  texts: MiningTexts,
  nearest: readonly (readonly Hit<number>[])[],
  scoreOf: (query: number, document: number) => number,
  asked: NegativesAsked,
  seed = 42,
): readonly Mined[] => {
  const range = rangeOf(asked, mostPositives(texts))
  const draw = mersenneTwister(seed)
  return texts.positives.map((own, query) => {
    const positives = own.map(id => ({ id, score: scoreOf(query, id) }))
    return { query, positives, negatives: hardNegatives(nearest[query]!, positives, asked, range, draw) }
  })
}
