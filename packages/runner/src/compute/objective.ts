import { type Dropout, type LossValue, lossValue, noDropout, type Route, type Weights } from '@siamese/core'
import * as tf from '@tensorflow/tfjs-core'
import { embedLayers, type LayerEmbeddings, type LayersAsked, layerKey } from '../encode/embedLayers.js'
import { encoderBy, type SentenceEncoder, type TokensEncoder } from '../encode/sentenceEncoder.js'
import type { ToldTexts } from '../encode/told.js'
import { inStage, uncomputable } from '../graph/inStage.js'
import type { PlannedLoss } from '../plan.js'
import type { Batch } from './batch.js'
import { decoderAmong } from './decoders.js'
import { copyAmong } from './encoderCopies.js'
import { inputsByKind } from './inputsByKind.js'
import { ownWeights } from './taskNames.js'

/** Sentence embeddings of a batch by role, with its labels beside them: what a loss sees. */
const byRole = (
  sentenceEncoder: SentenceEncoder,
  loss: PlannedLoss,
  weights: Weights,
  head: Weights,
  { rows, texts: packed, beside, textColumns, labels, told }: Batch,
  dropout: Dropout,
): Weights => {
  const { inputs, task } = loss
  const layers = inputs.flatMap(({ layer }) => layer ?? [])
  const asked = { layers, drawn: labels }
  const embeddings = embedLists(sentenceEncoder, loss, weights, { texts: packed, beside }, asked, dropout)
  const parts = new Map([...embeddings].map(([layer, all]) => [layer, columnsOf(all, rows, textColumns.length)]))
  const byCopy = inputs.some(({ kind, encoder }) => kind === 'text' && encoder === 'copy')
    ? columnsOf(
        embedTexts(
          sentenceEncoder,
          loss,
          copyAmong(ownWeights(task, head)),
          { texts: { ...packed, ids: packed.tokens } },
          dropout,
        ),
        rows,
        textColumns.length,
      )
    : []
  const embedded = inputs.flatMap(({ role, kind, column, layer, encoder }) => {
    if (kind !== 'text') return []
    const vectors = encoder === 'copy' ? byCopy : parts.get(layerKey(layer))!
    return [[role, vectors[textColumns.indexOf(column)]!] as const]
  })
  const retold = inputs.flatMap(({ role, kind, column, encoder }) => {
    if (kind !== 'told' || told === undefined) return []
    const vectors = parts.get(layerKey(undefined))![textColumns.indexOf(column)]!
    const own = ownWeights(task, head)
    const body = encoder === 'copy' ? copyAmong(own) : weights
    return [[role, surprise(sentenceEncoder, body, decoderAmong(own), told, vectors, dropout)]]
  })
  return { ...Object.fromEntries(embedded), ...labels, ...Object.fromEntries(retold) }
}

/** Embeddings of the texts of a batch, column after column, each by the route of its column. */
export const embedTexts = (
  sentenceEncoder: SentenceEncoder,
  loss: PlannedLoss,
  weights: Weights,
  texts: Pick<Batch, 'texts' | 'beside'>,
  dropout: Dropout,
): tf.Tensor2D =>
  embedLists(sentenceEncoder, loss, weights, texts, { layers: [], drawn: {} }, dropout).get(layerKey(undefined))!

/** Each list of texts by its encoder; other layers than the last are read where there is one alone. */
const embedLists = (
  sentenceEncoder: SentenceEncoder,
  loss: PlannedLoss,
  weights: Weights,
  { texts, beside }: Pick<Batch, 'texts' | 'beside'>,
  asked: Pick<LayersAsked, 'layers' | 'drawn'>,
  dropout: Dropout,
): LayerEmbeddings => {
  const [first, second] = inputsByKind(loss).lists.map(({ columns, route }, i) => {
    const list = i === 0 ? texts : beside!
    const by = { ...sentenceEncoder, ...encoderBy<TokensEncoder>(sentenceEncoder, route) }
    return embedLayers(by, weights, { texts: list, ...asked, routes: routesOf(loss, columns) }, dropout)
  })
  if (second === undefined) return first!
  const last = layerKey(undefined)
  return new Map([[last, inStage('router', () => tf.concat([first!.get(last)!, second.get(last)!]))]])
}

const routesOf = ({ routes }: PlannedLoss, columns: readonly string[]): readonly (Route | undefined)[] =>
  columns.map(column => routes?.[column])

/** −ln p of the tokens of texts that are told from their vectors, the mean over all that are no padding. */
const surprise = (
  { encoder, tokenizer }: SentenceEncoder,
  weights: Weights,
  own: Weights,
  { texts, next, owners }: ToldTexts,
  vectors: tf.Tensor2D,
  dropout: Dropout,
): tf.Tensor => {
  const { decoder } = encoder
  if (decoder === undefined) throw new Error(`internal: ${encoder.architecture} has no decoder`)
  const each = inStage('encode', () => decoder.surprise(weights, own, { ...texts, next, owners, vectors }, dropout))
  const counts = tf.cast(tf.notEqual(next, tf.scalar(tokenizer.pad, 'int32')), 'float32')
  return tf.div(tf.sum(tf.mul(each, counts)), tf.maximum(tf.sum(counts), 1))
}

const columnsOf = (embeddings: tf.Tensor2D, rows: number, columns: number): readonly tf.Tensor2D[] =>
  Array.from({ length: columns }, (_, i) => tf.slice(embeddings, [i * rows, 0], [rows, embeddings.shape[1]]))

/** The loss of each row of a batch, or of the batch where rows interact. */
export const lossOf = (
  sentenceEncoder: SentenceEncoder,
  loss: PlannedLoss,
  weights: Weights,
  head: Weights,
  batch: Batch,
  dropout: Dropout,
): LossValue => valued(loss, byRole(sentenceEncoder, loss, weights, head, batch, dropout), head, batch.rows)

/** A batch as a loss sees it, its texts apart. */
export type Labelled = Pick<Batch, 'rows' | 'textColumns' | 'labels'>

/** The same from the embeddings of its texts, column after column; of a loss that reads nothing else of the encoder. */
export const lossOfEmbeddings = (
  loss: PlannedLoss,
  embeddings: tf.Tensor2D,
  head: Weights,
  { rows, textColumns, labels }: Labelled,
): LossValue => {
  const parts = columnsOf(embeddings, rows, textColumns.length)
  const texts = loss.inputs.flatMap(({ role, kind, column }) =>
    kind === 'text' ? [[role, parts[textColumns.indexOf(column)]!] as const] : [],
  )
  return valued(loss, { ...Object.fromEntries(texts), ...labels }, head, rows)
}

const valued = (
  { does, settings, stage, task }: PlannedLoss,
  inputs: Weights,
  head: Weights,
  rows: number,
): LossValue => {
  const loss = inStage(stage, () => lossValue(does, inputs, settings, ownWeights(task, head)))
  for (const [part, { rank, shape }] of [...Object.entries(loss.parts ?? {}), ['', loss.value] as const])
    if (rank > 1 || (rank === 1 && shape[0] !== rows))
      throw uncomputable(
        `${stage} gives ${part && `${part} of `}the shape [${shape}] where rows is ${rows}: a loss gives one value a row, or one for the batch`,
        false,
      )
  return loss
}

/** The class of each row by the loss's own head. */
export const predictionsOf = (
  sentenceEncoder: SentenceEncoder,
  loss: PlannedLoss,
  weights: Weights,
  head: Weights,
  batch: Batch,
): tf.Tensor1D => {
  const { does, settings, stage, task } = loss
  const inputs = byRole(sentenceEncoder, loss, weights, head, batch, noDropout)
  return inStage(stage, () => tf.argMax<tf.Tensor1D>(does.predict!(inputs, settings, ownWeights(task, head)), 1))
}

/** The loss that reads a batch. */
export const lossFor = (losses: readonly PlannedLoss[], { task }: Pick<Batch, 'task'>): PlannedLoss => {
  const found = losses.find(loss => loss.task === task)
  if (found === undefined) throw new Error(`internal: the pipeline has no loss ${task ?? ''}`)
  return found
}
