import { columnOf, type Evaluates, type Row, roleParts, type Scored } from '@siamese/core'
import type * as tf from '@tensorflow/tfjs-core'
import { type Batch, dispose } from '../compute/batch.js'
import type { Forward } from '../compute/forward.js'
import { encodeTexts, orMemory } from '../encode/encodeTexts.js'
import type { Frozen } from '../encode/frozen.js'
import type { SentenceEncoder } from '../encode/sentenceEncoder.js'
import { type Plan, type Planned, taskOn } from '../plan.js'
import type { Rows } from '../sources/rows.js'
import type { Tokenizing } from '../tokenize/tokenizing.js'
import { collate, collationOf, readFor } from '../train/collate.js'

/** What an evaluation reads: the pipeline, its encoder, what computes, and the rows of each split. */
export interface Evaluation {
  readonly plan: Plan
  readonly sentenceEncoder: SentenceEncoder
  readonly forward: Forward
  /** The frozen models that losses are given. */
  readonly frozen: readonly Frozen[]
  readonly tokenizing: Tokenizing
  readonly rowsOf: (split: string) => Rows
  readonly signal?: AbortSignal
  /** Told for each evaluator how many texts of its split were longer than the limit and were cut. */
  readonly cut?: (split: string, texts: number) => void
  readonly progress?: (evaluator: string, done: number, total: number) => void
}
/** `split.metric` to its value, in the order of the evaluators. */
export type Metrics = Readonly<Record<string, number>>

export const splitOf = ({ settings }: Planned<Evaluates>): string => String(settings.on)

export const evaluate = async (evaluation: Evaluation, evaluators: readonly Planned<Evaluates>[]): Promise<Metrics> => {
  const found: Record<string, number> = {}
  for (const evaluator of evaluators) {
    const scores = await scorers[evaluator.does.reads](evaluation, evaluator)
    for (const [metric, value] of Object.entries(scores)) found[`${splitOf(evaluator)}.${metric}`] = value
  }
  return found
}

type Scorer = (evaluation: Evaluation, evaluator: Planned<Evaluates>) => Promise<Metrics>

const fromEmbeddings: Scorer = async (evaluation, { stage, does, settings }) => {
  const { sentenceEncoder, forward, tokenizing, signal, progress, cut } = evaluation
  const rows = await allRows(evaluation, String(settings.on))
  const columns = settings.columns as Readonly<Record<string, string>>
  const prompts = settings.prompts as Readonly<Record<string, string>>
  const embeddings: Record<string, Float32Array> = {}
  const labels: Record<string, Float64Array> = {}
  const roles = does.roles.map(roleParts)
  const total = rows.length * roles.filter(([, kind]) => kind === 'text').length
  let done = 0
  let truncated = 0
  for (const [role, kind] of roles) {
    const column = columnOf(columns, role)
    if (kind !== 'text') {
      labels[role] = Float64Array.from(rows, row => Number(row[column]))
      continue
    }
    const texts = rows.map(row => (prompts[role] ?? '') + String(row[column]))
    const encoded = await encodeTexts(
      { ...sentenceEncoder, ...forward, tokenizing, pad: sentenceEncoder.tokenizer.pad },
      texts,
      {
        ...(signal === undefined ? {} : { signal }),
        progress: texts => progress?.(stage, done + texts, total),
      },
    )
    embeddings[role] = encoded.embeddings
    done += rows.length
    truncated += encoded.truncated
  }
  cut?.(String(settings.on), truncated)
  return does.score({ rows: rows.length, width: sentenceEncoder.width, embeddings, labels }, settings)
}

/** Batches of a split through the loss or its head, dropout off. */
const throughLoss =
  (read: (forward: Forward, batch: Batch) => tf.Tensor): Scorer =>
  async (evaluation, { stage, does, settings }) => {
    const { plan, sentenceEncoder, signal, progress, cut } = evaluation
    const rows = await allRows(evaluation, String(settings.on))
    const collation = collationOf(plan, taskOn(plan, String(settings.on)), sentenceEncoder.tokenizer, evaluation.frozen)
    const size = plan.train?.batchSize ?? 32
    const [labelled] = does.roles.map(roleParts).filter(([, kind]) => kind !== 'text')
    const label = labelled && columnOf(settings.columns as Readonly<Record<string, string>>, labelled[0])
    const values: number[] = []
    const labels: number[] = []
    let truncated = 0
    for (let from = 0; from < rows.length; from += size) {
      signal?.throwIfAborted()
      const some = rows.slice(from, from + size)
      const batch = collate(collation, await readFor(collation, some))
      truncated += batch.truncated
      const out = orMemory(() => read(evaluation.forward, batch), stage)
      const numbers = await out.data()
      // A loss of the whole batch counts once for each of its rows.
      for (let i = 0; i < some.length; i++) values.push(numbers[out.rank === 0 ? 0 : i]!)
      labels.push(...some.map(row => (label === undefined ? 0 : Number(row[label]))))
      out.dispose()
      dispose([batch])
      progress?.(stage, values.length, rows.length)
    }
    cut?.(String(settings.on), truncated)
    const scored: Scored = {
      rows: rows.length,
      width: sentenceEncoder.width,
      embeddings: {},
      labels: { label: Float64Array.from(labels), loss: Float64Array.from(values) },
    }
    return does.score(scored, settings, Int32Array.from(values))
  }

const scorers: Readonly<Record<Evaluates['reads'], Scorer>> = {
  embeddings: fromEmbeddings,
  head: throughLoss((forward, batch) => forward.predictions(batch)),
  loss: throughLoss((forward, batch) => forward.losses(batch)),
}

const allRows = async ({ rowsOf }: Evaluation, split: string): Promise<readonly Row[]> => {
  const rows: Row[] = []
  for await (const row of rowsOf(split).all()) rows.push(row)
  return rows
}
