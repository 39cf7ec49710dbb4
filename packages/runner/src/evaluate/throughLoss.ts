import { columnOf, type EvaluatesRows, roleParts, type Scored } from '@siamese/core'
import type * as tf from '@tensorflow/tfjs-core'
import { type Batch, dispose } from '../compute/batch.js'
import type { Forward } from '../compute/forward.js'
import { orMemory } from '../encode/encodeTexts.js'
import { type Planned, taskOn } from '../plan.js'
import { collate, collationOf, readFor } from '../train/collate.js'
import { allRows } from './allRows.js'
import type { Evaluation, Metrics } from './evaluate.js'

const read = {
  head: (forward: Forward, batch: Batch): tf.Tensor => forward.predictions(batch),
  loss: (forward: Forward, batch: Batch): tf.Tensor => forward.losses(batch),
}

/** Batches of a split through the loss or its head, dropout off. */
export const throughLoss =
  (reads: 'head' | 'loss') =>
  async (evaluation: Evaluation, { stage, does, settings }: Planned<EvaluatesRows>): Promise<Metrics> => {
    const { plan, sentenceEncoder, signal, progress, cut } = evaluation
    const rows = await allRows(evaluation.rowsOf(String(settings.on)))
    // What is not trained keeps nothing, and is embedded at once.
    const collation = {
      ...collationOf(plan, taskOn(plan, String(settings.on)), sentenceEncoder, evaluation.frozen),
      miniBatchSize: undefined,
    }
    const size = plan.train?.batchSize ?? 32
    const [labelled] = does.roles.map(roleParts).filter(([, kind]) => kind !== 'text')
    const label = labelled && columnOf(settings.columns as Readonly<Record<string, string>>, labelled[0])
    const values: number[] = []
    const labels: number[] = []
    let truncated = 0
    for (let from = 0; from < rows.length; from += size) {
      signal?.throwIfAborted()
      const some = rows.slice(from, from + size)
      const batch = collate(collation, await readFor(collation, some), { step: 0, place: from / size })
      truncated += batch.truncated
      const out = orMemory(() => read[reads](evaluation.forward, batch), stage)
      const numbers = await out.data()
      // A loss of the whole batch counts once for each of its rows.
      for (let i = 0; i < some.length; i++) values.push(numbers[out.rank === 0 ? 0 : i]!)
      labels.push(...some.map(row => (label === undefined ? 0 : Number(row[label]))))
      out.dispose()
      dispose([batch])
      progress?.({ evaluator: stage, on: String(settings.on), done: values.length, total: rows.length, unit: 'rows' })
    }
    cut?.(String(settings.on), truncated)
    const scored: Scored = {
      rows: rows.length,
      width: sentenceEncoder.width,
      embeddings: {},
      vectors: {},
      texts: {},
      counts: {},
      labels: { label: Float64Array.from(labels), loss: Float64Array.from(values) },
    }
    return does.score(scored, settings, Int32Array.from(values))
  }
