import {
  type Evaluates,
  type EvaluatesRows,
  type EvaluatesSearch,
  nameFront,
  type Route,
  type ScoredPairs,
} from '@siamese/core'
import type { Forward } from '../compute/forward.js'
import type { Frozen } from '../encode/frozen.js'
import type { SentenceEncoder } from '../encode/sentenceEncoder.js'
import type { Plan, Planned } from '../plan.js'
import type { Rows } from '../sources/rows.js'
import type { Tokenizing } from '../tokenize/tokenizing.js'
import { bySearch } from './bySearch.js'
import { fromEmbeddings } from './fromEmbeddings.js'
import { throughLoss } from './throughLoss.js'

/** What an evaluation reads: the pipeline, its encoder, what computes, and the rows of each split. */
export interface Evaluation {
  readonly plan: Plan
  readonly sentenceEncoder: SentenceEncoder
  readonly forward: Forward
  /** The frozen models that losses and evaluators are given. */
  readonly frozen: readonly Frozen[]
  readonly tokenizing: Tokenizing
  readonly rowsOf: (split: string) => Rows
  readonly signal?: AbortSignal
  /** Told for each evaluator how many texts of its split were longer than the limit and were cut. */
  readonly cut?: (split: string, texts: number) => void
  /** Told why metrics say nothing about some rows, a sentence each. */
  readonly doubt?: (sentence: string) => void
  /** Told, a sentence each, where vectors of different texts are nearly one. */
  readonly collapsed?: (sentence: string) => void
  readonly progress?: (how: EvaluationProgress) => void
  /** Told of texts, how they were read, and their embeddings, row-major as wide as the encoder's. */
  readonly encoded?: (readAs: ReadAs, texts: readonly string[], embeddings: Float32Array) => void
  /** Told what an evaluator orders pairs by, under what its metrics begin with: `test.`, `dev.short_`. */
  readonly paired?: (name: string, pairs: ScoredPairs) => void
}
/** What stands in front of texts and, behind a router, the route that they take: both make other embeddings of them. */
export interface ReadAs {
  readonly prompt: string
  readonly route: Route | undefined
}
/** How far an evaluator is on its split. */
export interface EvaluationProgress {
  readonly evaluator: string
  readonly on: string
  readonly done: number
  readonly total: number
  /** What is counted. */
  readonly unit: 'texts' | 'rows'
}
/** `split.metric` to its value, in the order of the evaluators. */
export type Metrics = Readonly<Record<string, number>>

export const splitOf = ({ settings }: Planned<Evaluates>): string => String(settings.on)

export const evaluate = async (evaluation: Evaluation, evaluators: readonly Planned<Evaluates>[]): Promise<Metrics> => {
  const found: Record<string, number> = {}
  const primaries: { readonly on: string; readonly value: number }[] = []
  for (const evaluator of evaluators) {
    const { does, settings } = evaluator
    const on = splitOf(evaluator)
    const scores =
      does.reads === 'metrics'
        ? does.score(
            primaries.filter(each => each.on === on).map(({ value }) => value),
            settings,
          )
        : await scoresOf(evaluation, evaluator)
    const value = scores[does.primary(scores, settings)]!
    if (does.reads !== 'metrics') primaries.push({ on, value: does.reads === 'loss' ? -value : value })
    for (const [metric, each] of Object.entries(scores)) found[`${on}.${nameFront(settings)}${metric}`] = each
  }
  return found
}

const scoresOf = (evaluation: Evaluation, evaluator: Planned<Evaluates>): Promise<Metrics> => {
  const { reads } = evaluator.does
  if (reads === 'search') return bySearch(evaluation, evaluator as Planned<EvaluatesSearch>)
  const ofRows = evaluator as Planned<EvaluatesRows>
  return reads === 'embeddings'
    ? fromEmbeddings(evaluation, ofRows)
    : throughLoss(reads as 'head' | 'loss')(evaluation, ofRows)
}
