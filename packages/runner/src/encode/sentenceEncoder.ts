import { type Dropout, type Encoder, type Maps, type Pools, type Tokenizer, toGrid, type Weights } from '@siamese/core'
import type * as tf from '@tensorflow/tfjs-core'
import { inStage, uncomputable } from '../graph/inStage.js'
import type { PackedTexts } from './pack.js'
import { ownShapes, type Placed } from './placed.js'

/** Everything about an encoder of sentences but its weights: text to tokens, tokens to vectors, vectors to one vector. */
export interface SentenceEncoder {
  readonly encoder: Encoder
  readonly tokenizer: Tokenizer
  readonly maxLength: number
  readonly width: number
  readonly pooling: Placed<Pools>
  readonly modules: readonly Placed<Maps>[]
}

/** Packed texts to sentence embeddings `[sentences, width]`, by tfjs-core operations alone. */
export const embed = (
  sentenceEncoder: SentenceEncoder,
  weights: Weights,
  texts: PackedTexts,
  dropout: Dropout,
): tf.Tensor2D => {
  const { encoder } = sentenceEncoder
  const rows = inStage('encode', () => encoder.encode(weights, texts, dropout))
  return afterEncoder(sentenceEncoder, weights, texts, rows, dropout)
}

/** Token embeddings `[tokens, hidden]` through the pooling and the modules. */
export const afterEncoder = (
  { pooling, modules }: SentenceEncoder,
  weights: Weights,
  texts: PackedTexts,
  rows: tf.Tensor2D,
  dropout: Dropout,
): tf.Tensor2D => {
  const { mask, prompts } = texts
  const tokens = toGrid(rows, texts.sentences) as tf.Tensor3D
  return modules.reduce(
    (embeddings, module) =>
      through(module, embeddings.shape[0], () =>
        module.does.apply(embeddings, module.settings, ownWeights(module, weights), dropout),
      ),
    through(pooling, mask.shape[0], () => pooling.does.apply({ tokens, mask, prompts }, pooling.settings)),
  )
}

/** A stage's vectors, as many and as wide as its rule says. */
const through = ({ stage, to }: Placed, sentences: number, work: () => tf.Tensor2D): tf.Tensor2D => {
  const made = inStage(stage, work)
  if (made.rank === 2 && made.shape[0] === sentences && made.shape[1] === to) return made
  throw uncomputable(
    `${stage} gives the shape [${made.shape}] for ${sentences} sentences; its width is ${to}: give [sentences, width]`,
    false,
  )
}

const ownWeights = (module: Placed<Maps>, weights: Weights): Weights =>
  Object.fromEntries(Object.keys(ownShapes(module)).map(name => [name, weights[`${module.parameters}.${name}`]!]))
