import { tf } from '../../tensors.cjs'
import type { Architecture, EncoderInput } from './architecture.js'
import { type Attention, attention } from './attention.js'
import { bertDropout, bertFacts, bertLayer, withBertDropout } from './bertLike.js'
import { byKey, distances, rowsOf } from './distances.js'
import { embed } from './embed.js'
import { embedBesidePadding } from './embedBesidePadding.js'
import type { Grid } from './grid.js'
import { mpnetBuckets } from './mpnetBuckets.js'
import { type MpnetConfig, mpnetConfig } from './mpnetConfig.js'
import { mpnetLayerNames, mpnetParameters, mpnetSideBySide, partsOfLayer } from './mpnetParameters.js'
import { pastPadding } from './pastPadding.js'
import { norm, postNorm } from './postNorm.js'
import { stack } from './stack.js'
import { type Weights, within } from './weights.js'

/** MPNet: BERT's layers, with a bias in the scores for how far a key stands from the query; all layers share it. Song et al. 2020. */
export const mpnet: Architecture<MpnetConfig> = {
  name: 'mpnet',
  config: mpnetConfig,
  facts: config => ({
    ...bertFacts(config),
    positions: config.max_position_embeddings - config.pad_token_id - 1,
  }),
  dropout: bertDropout,
  withDropout: withBertDropout,
  parameters: mpnetParameters,
  sideBySide: mpnetSideBySide,
  tables: ['embeddings.word_embeddings.weight'],
  ignored: ['embeddings.position_ids', 'pooler.', 'lm_head.', 'classifier.', 'qa_outputs.'],
  fresh: config => ({
    deviation: config.initializer_range,
    zeroRows: {
      'embeddings.word_embeddings.weight': config.pad_token_id,
      'embeddings.position_embeddings.weight': config.pad_token_id,
    },
  }),
  layers: (config, weights, input, dropout) => {
    const attend = withPositions(config, weights, input)
    const layer = bertLayer(partsOfLayer, config)
    return stack(
      () => dropout(embeddings(config, weights, input), config.hidden_dropout_prob),
      mpnetLayerNames(config).map(
        name => below => postNorm(layer, within(weights, `${name}.`), below, attend, dropout),
      ),
    )
  },
}

/** norm(word + position) */
const embeddings = (config: MpnetConfig, weights: Weights, input: EncoderInput): tf.Tensor2D => {
  const { pad_token_id: padding, layer_norm_eps } = config
  const weight = within(weights, 'embeddings.')
  const table = (name: string, rows: tf.Tensor1D) => embedBesidePadding(weight(name), rows, input, padding)
  const word = table('word_embeddings.weight', input.ids)
  const position = table('position_embeddings.weight', pastPadding(input, padding))
  return norm(weight, 'LayerNorm', tf.add(word, position), layer_norm_eps)
}

const withPositions = (config: MpnetConfig, weights: Weights, { groups }: EncoderInput): Attention => {
  const attend = attention(groups, config.num_attention_heads)
  const table = within(weights, 'encoder.')('relative_attention_bias.weight')
  const biases = groups.map(group => tf.tidy(() => positionBias(table, group)))
  return (projected, dropout) => attend(projected, dropout, biases)
}

/** A number for each head and each distance, laid out over queries and keys: [heads, 1, length, length]. */
const positionBias = (table: tf.Tensor, { rows }: Grid): tf.Tensor => {
  const length = rows.shape[1]!
  const far = distances(length)
  const ofDistance = tf.transpose(embed(table, rowsOf(far, mpnetBuckets)))
  const ofQuery = tf.tile(tf.expandDims(ofDistance, 1), [1, length, 1])
  return tf.expandDims(byKey(ofQuery, far), 1)
}
