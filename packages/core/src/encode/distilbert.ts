import { chain } from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { type Activation, activations } from './activation.js'
import type { Architecture } from './architecture.js'
import { attention } from './attention.js'
import { bertEmbeddings, embeddingShapes } from './bertEmbeddings.js'
import { configuration, index, layers, oneOf, positive, rate, size } from './configuration.js'
import { fits } from './fits.js'
import { layerShapes, projectionsSideBySide } from './layerParameters.js'
import { type LayerNames, postNorm } from './postNorm.js'
import { stack } from './stack.js'
import { within } from './weights.js'

/** What DistilBERT's config.json says, under its own keys. */
export interface DistilBertConfig {
  readonly dim: number
  readonly n_layers: number
  readonly n_heads: number
  readonly hidden_dim: number
  readonly vocab_size: number
  readonly max_position_embeddings: number
  readonly pad_token_id: number
  readonly initializer_range: number
  readonly activation: Activation
  readonly dropout: number
  readonly attention_dropout: number
}

const read = configuration('distilbert', {
  dim: size,
  n_layers: layers,
  n_heads: size,
  hidden_dim: size,
  vocab_size: size,
  max_position_embeddings: size,
  pad_token_id: [index, 0],
  initializer_range: [positive, 0.02],
  activation: [oneOf(activations), 'gelu'],
  dropout: [rate, 0.1],
  attention_dropout: [rate, 0.1],
})
/** No configuration says it. */
const epsilon = 1e-12

/** Half of BERT's layers, without segments; what attention adds is not dropped. Sanh et al. 2019. */
export const distilbert: Architecture<DistilBertConfig> = {
  name: 'distilbert',
  config: json => pipe(read(json), chain(fits('distilbert', 'dim', 'n_heads'))),
  facts: config => ({
    hidden: config.dim,
    layers: config.n_layers,
    positions: config.max_position_embeddings,
    vocabulary: config.vocab_size,
  }),
  dropout: config => ({ hidden: config.dropout, attention: config.attention_dropout }),
  withDropout: (config, { hidden, attention }) => ({
    ...config,
    dropout: hidden ?? config.dropout,
    attention_dropout: attention ?? config.attention_dropout,
  }),
  parameters: config =>
    Object.assign(
      {},
      embeddingShapes({ ...config, width: config.dim }),
      ...layerNames(config).map(layer => layerShapes(layer, partsOfLayer, config.dim, config.hidden_dim)),
    ),
  sideBySide: config => projectionsSideBySide(layerNames(config), partsOfLayer),
  tables: ['embeddings.word_embeddings.weight'],
  ignored: [
    'embeddings.position_ids',
    'vocab_transform.',
    'vocab_layer_norm.',
    'vocab_projector.',
    'pre_classifier.',
    'classifier.',
    'qa_outputs.',
  ],
  fresh: config => ({
    deviation: config.initializer_range,
    zeroRows: { 'embeddings.word_embeddings.weight': config.pad_token_id },
  }),
  cut: (_, layers) => ({ n_layers: layers }),
  layers: (config, weights, input, dropout) => {
    const attend = attention(input.groups, config.n_heads)
    const rates = { attention: config.attention_dropout, mixed: 0, output: config.dropout }
    const layer = { names: partsOfLayer, activation: config.activation, epsilon, dropout: rates }
    return stack(
      () =>
        bertEmbeddings(weights, { ...input, padding: config.pad_token_id }, epsilon, x => dropout(x, config.dropout)),
      layerNames(config).map(name => below => postNorm(layer, within(weights, `${name}.`), below, attend, dropout)),
    )
  },
}

const layerNames = ({ n_layers }: DistilBertConfig): readonly string[] =>
  Array.from({ length: n_layers }, (_, i) => `transformer.layer.${i}`)

const partsOfLayer: LayerNames = {
  query: 'attention.q_lin',
  key: 'attention.k_lin',
  value: 'attention.v_lin',
  projected: 'attention.qkv_lin',
  mixed: 'attention.out_lin',
  mixedNorm: 'sa_layer_norm',
  widened: 'ffn.lin1',
  narrowed: 'ffn.lin2',
  outputNorm: 'output_layer_norm',
}
