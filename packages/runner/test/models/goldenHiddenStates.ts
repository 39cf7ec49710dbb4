import { noDropout, toGrid, type Weights } from '@siamese/core'
import * as tf from '@tensorflow/tfjs-core'
import type { OpenedEncoder } from '../../src/encode/openEncoder.js'
import type { PackedTexts } from '../../src/encode/pack.js'
import { outputsOf } from '../../src/encode/sentenceEncoder.js'
import { spread } from '../../src/encode/spread.js'
import { tokensToPool } from '../../src/encode/tokensToPool.js'
import type { Case, Compared, Way } from './goldenCases.js'
import { computed, openGolden, packedBatch } from './goldenModel.js'

// biome-ignore lint/suspicious/noExplicitAny: the reference's files are read as they are
type Expected = any

/** Token embeddings, the output of every layer, and the pooler that is carried along, from the reference's own ids. */
export const hiddenStates = (path: string, expected: Expected): readonly Case<[Way]>[] => {
  const { token_embeddings: tokens, hidden_states: states, pooler_output: pooler } = expected
  return [
    ...(tokens === undefined
      ? []
      : [
          of(path, 'token_embeddings', expected, pooled, vectors =>
            tokens.sentence_indexes.map(
              (row: number, i: number): Compared => ({
                what: `sentence ${row}`,
                found: sentence(vectors, 0, row, tokens.values[i].length),
                expected: tokens.values[i],
                within: 1e-5,
              }),
            ),
          ),
        ]),
    ...(states === undefined
      ? []
      : [
          of(path, 'hidden_states', expected, allLayers, layers => [
            { what: 'number of layers', found: layers.shape[0], expected: states.values.length, within: 0 },
            ...states.values.map(
              (values: readonly unknown[], layer: number): Compared => ({
                what: `layer ${layer}`,
                found: sentence(layers, layer, states.sentence_index, values.length),
                expected: values,
                within: 1e-5,
              }),
            ),
          ]),
        ]),
    ...(pooler === undefined
      ? []
      : [
          of(path, 'pooler_output', expected, allLayers, (layers, carried) => [
            {
              what: 'tanh of the first token through the pooler',
              found: throughPooler(tf.tensor2d([sentence(layers, -1, pooler.sentence_index, 1)]), carried),
              expected: pooler.values,
              within: 1e-5,
            },
          ]),
        ]),
  ]
}

type Tell = (opened: OpenedEncoder, weights: Weights, texts: PackedTexts) => tf.Tensor

/** `[layers, sentences, length, hidden]` */
const allLayers: Tell = ({ model }, weights, texts) =>
  tf.stack(model.encoder.layers(weights, texts, noDropout).map(each => toGrid(each, texts.sentences)))

/** What a pooling sees, as one layer: stages may stand between it and the encoder. */
const pooled: Tell = ({ sentenceEncoder }, weights, texts) => {
  const outputs = outputsOf(sentenceEncoder.encoder, [sentenceEncoder], weights, texts, noDropout)
  return tf.expandDims(tokensToPool(sentenceEncoder, weights, spread(texts, outputs), noDropout).tokens, 0)
}

const of = (
  path: string,
  name: string,
  expected: Expected,
  tell: Tell,
  compare: (layers: tf.Tensor, carried: Weights) => readonly Compared[],
): Case<[Way]> => ({
  name: `${path}/${name}`,
  run: async way => {
    const opened = await openGolden(path)
    const texts = packedBatch(expected.tokenization.padded_batch, expected.pad_token_id)
    const layers = computed(way, opened.weights(), texts, (weights, texts) => tell(opened, weights, texts))
    const carried = [...opened.model.carried].map(
      ([name, { shape, values }]) => [name, tf.tensor(values, [...shape])] as const,
    )
    return compare(layers, Object.fromEntries(carried))
  },
})

/** The tokens of one sentence in one layer. */
const sentence = (layers: tf.Tensor, layer: number, row: number, length: number): number[] => {
  const [count, , , hidden] = layers.shape as [number, number, number, number]
  return [...tf.slice(layers, [layer < 0 ? count + layer : layer, row, 0, 0], [1, 1, length, hidden]).dataSync()]
}

/** No part of the encoder, but written again with a trained model: as it was read. */
const throughPooler = (first: tf.Tensor2D, carried: Weights): ArrayLike<number> => {
  const named = (kind: string) => (carried[`pooler.dense.${kind}`] ?? carried[`pooler.${kind}`])!
  return tf.tanh(tf.add(tf.matMul(first, named('weight') as tf.Tensor2D, false, true), named('bias'))).dataSync()
}
