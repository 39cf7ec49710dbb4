import { columnOf, type Evaluates, noDropout, type Row, roleParts, type Scored, type Weights } from '@siamese/core'
import * as tf from '@tensorflow/tfjs-core'
import { encodeTexts } from '../encode/encodeTexts.js'
import type { SentenceEncoder } from '../encode/sentenceEncoder.js'
import type { Plan, Planned } from '../plan.js'
import type { Rows } from '../sources/rows.js'
import { collate } from '../train/collate.js'
import { byRole, lossOf } from '../train/objective.js'

/** What an evaluation reads: the pipeline, its encoder, the weights as they are now, and the rows of each split. */
export interface Evaluation {
  readonly plan: Plan
  readonly sentenceEncoder: SentenceEncoder
  readonly weights: Weights
  readonly head: Weights
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
  const { sentenceEncoder, weights, signal, progress, cut } = evaluation
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
    const encoded = await encodeTexts(sentenceEncoder, weights, texts, {
      ...(signal === undefined ? {} : { signal }),
      progress: texts => progress?.(stage, done + texts, total),
    })
    embeddings[role] = encoded.embeddings
    done += rows.length
    truncated += encoded.truncated
  }
  cut?.(String(settings.on), truncated)
  return does.score({ rows: rows.length, width: sentenceEncoder.width, embeddings, labels }, settings)
}

/** Batches of a split through the loss or its head, dropout off. */
const throughLoss =
  (read: (evaluation: Evaluation, batch: ReturnType<typeof collate>) => tf.Tensor): Scorer =>
  async (evaluation, { stage, does, settings }) => {
    const { plan, sentenceEncoder, signal, progress, cut } = evaluation
    const rows = await allRows(evaluation, String(settings.on))
    const size = plan.train?.batchSize ?? 32
    const values: number[] = []
    const labels: number[] = []
    let truncated = 0
    for (let from = 0; from < rows.length; from += size) {
      signal?.throwIfAborted()
      const some = rows.slice(from, from + size)
      const [out, label] = tf.tidy(() => {
        const batch = collate(
          {
            data: plan.data,
            loss: plan.loss!, // the rule of the stage: a loss stands before it
            tokenizer: sentenceEncoder.tokenizer,
            maxLength: sentenceEncoder.maxLength,
            prompts: plan.train?.prompts ?? {},
          },
          some,
        )
        truncated += batch.truncated
        return [read(evaluation, batch), Object.values(batch.labels)[0] ?? tf.zeros([batch.rows])] as const
      }) as unknown as readonly [tf.Tensor, tf.Tensor]
      const numbers = await out.data()
      // A loss of the whole batch counts once for each of its rows.
      for (let i = 0; i < some.length; i++) values.push(numbers[out.rank === 0 ? 0 : i]!)
      labels.push(...(await label.data()))
      tf.dispose([out, label])
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
  head: throughLoss(({ plan, sentenceEncoder, weights, head }, batch) => {
    const { does, settings } = plan.loss!
    const scores = does.predict!(byRole(sentenceEncoder, weights, batch, noDropout), settings, head)
    return tf.argMax(scores, 1)
  }),
  loss: throughLoss(({ plan, sentenceEncoder, weights, head }, batch) =>
    lossOf(sentenceEncoder, plan.loss!, weights, head, batch, noDropout),
  ),
}

const allRows = async ({ rowsOf }: Evaluation, split: string): Promise<readonly Row[]> => {
  const rows: Row[] = []
  for await (const row of rowsOf(split).all()) rows.push(row)
  return rows
}
