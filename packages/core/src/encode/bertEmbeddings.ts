import { tf } from '../../tensors.cjs'
import type { EncoderInput } from './architecture.js'
import type { Dropout } from './dropout.js'
import { embed } from './embed.js'
import { besidePadding, type Lookup } from './embedBesidePadding.js'
import { normShapes, type Shapes } from './layerParameters.js'
import { norm } from './postNorm.js'
import { type Weights, within } from './weights.js'

/** Sizes of the tables whose rows are added up for a token. */
export interface EmbeddingSizes {
  readonly width: number
  readonly vocab_size: number
  readonly max_position_embeddings: number
  /** None where an architecture has no segments. */
  readonly type_vocab_size?: number
}

export const embeddingShapes = ({
  width,
  vocab_size,
  max_position_embeddings,
  type_vocab_size,
}: EmbeddingSizes): Shapes => ({
  'embeddings.word_embeddings.weight': [vocab_size, width],
  'embeddings.position_embeddings.weight': [max_position_embeddings, width],
  ...(type_vocab_size === undefined ? {} : { 'embeddings.token_type_embeddings.weight': [type_vocab_size, width] }),
  ...normShapes('embeddings.LayerNorm', width),
})

/**
 * norm(word + position + segment), where there are segments; a sentence is always the first one. Nothing is learned of the word that is
 * padding where a text has it; `lookUp` is how the row of a position is looked up.
 */
export const bertEmbeddings = (
  weights: Weights,
  { padding, ...input }: Pick<EncoderInput, 'ids' | 'tokens' | 'positions'> & { readonly padding: number },
  epsilon: number,
  dropout: (x: tf.Tensor2D) => ReturnType<Dropout>,
  lookUp: Lookup = embed,
): tf.Tensor2D => {
  const weight = within(weights, 'embeddings.')
  const word = besidePadding(input, padding)(weight('word_embeddings.weight'), input.ids)
  const position = lookUp(weight('position_embeddings.weight'), input.positions)
  const segments = weights['embeddings.token_type_embeddings.weight']
  const first = segments === undefined ? [] : [tf.slice(segments, [0, 0], [1, segments.shape[1]!])]
  const sum = [position, ...first].reduce<tf.Tensor2D>((all, each) => tf.add(all, each), word)
  return dropout(norm(weight, 'LayerNorm', sum, epsilon)) as tf.Tensor2D
}
