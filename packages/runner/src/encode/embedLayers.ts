import type { Dropout, Layer, Route, Weights } from '@siamese/core'
import * as tf from '@tensorflow/tfjs-core'
import { inStage } from '../graph/inStage.js'
import type { PackedTexts } from './pack.js'
import { wayBy } from './placed.js'
import { outputsOf, type SentenceEncoder } from './sentenceEncoder.js'
import { type EncoderOutputs, spread } from './spread.js'
import { throughRoutes } from './throughRoutes.js'

/** Embeddings from the last layer, and from others by what `layerKey` says of them. */
export type LayerEmbeddings = ReadonlyMap<string, tf.Tensor2D>

export const layerKey = (layer: Layer | undefined): string =>
  layer === undefined ? 'last' : typeof layer === 'number' ? String(layer) : `${layer.by}[${layer.at}]`

/**
 * Sentence embeddings of the last layer and of others, each through the pooling and the modules, those of each column by its route. A
 * layer that is drawn is a number of the step, not of the graph: it is the sum of all but the last, each times 1 or 0.
 */
export const embedLayers = (
  sentenceEncoder: SentenceEncoder,
  weights: Weights,
  { texts, layers, drawn, routes }: LayersAsked,
  dropout: Dropout,
): LayerEmbeddings => {
  const { encoder } = sentenceEncoder
  const through = (outputs: EncoderOutputs): tf.Tensor2D =>
    throughRoutes(sentenceEncoder, weights, spread(texts, outputs), routes, dropout)
  if (layers.length === 0) {
    const ways = routes.map(route => wayBy(sentenceEncoder, route))
    return new Map([[layerKey(undefined), through(outputsOf(encoder, ways, weights, texts, dropout))]])
  }
  const outputs = inStage('encode', () => encoder.layers(weights, texts, dropout))
  const of = (layer: Layer | undefined): tf.Tensor2D =>
    layer === undefined ? outputs.at(-1)! : typeof layer === 'number' ? outputs[layer]! : picked(outputs, layer, drawn)
  return new Map(
    distinct([undefined, ...layers]).map(layer => [layerKey(layer), through({ rows: of(layer), layers: outputs })]),
  )
}

export interface LayersAsked {
  readonly texts: PackedTexts
  readonly layers: readonly Layer[]
  /** The numbers of the step. */
  readonly drawn: Weights
  /** For each column of texts. */
  readonly routes: readonly (Route | undefined)[]
}

const picked = (outputs: readonly tf.Tensor2D[], { by, at }: Extract<Layer, object>, drawn: Weights): tf.Tensor2D => {
  const earlier = outputs.slice(0, -1)
  const number = tf.slice(drawn[by]!, [at], [1])
  const each = earlier.map((output, layer) =>
    tf.mul<tf.Tensor2D>(output, tf.reshape(tf.cast(tf.equal(number, layer), 'float32'), [])),
  )
  return inStage('encode', () => tf.addN<tf.Tensor2D>(each))
}

const distinct = (layers: readonly (Layer | undefined)[]): readonly (Layer | undefined)[] => [
  ...new Map(layers.map(layer => [layerKey(layer), layer])).values(),
]
