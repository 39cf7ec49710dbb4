import { chain } from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import type { tf } from '../../tensors.cjs'
import type { Architecture } from './architecture.js'
import { bert, bertLayers } from './bert.js'
import { type BertConfig, bertFields } from './bertConfig.js'
import { bertDecoder, type LanguageModel } from './bertDecoder.js'
import { bertEmbeddings, embeddingShapes } from './bertEmbeddings.js'
import { withBertDropout } from './bertLike.js'
import { bertLayerShapes } from './bertParameters.js'
import { configuration, size } from './configuration.js'
import { fits } from './fits.js'
import { denseShapes } from './layerParameters.js'
import { linear } from './linear.js'
import { type Weights, within } from './weights.js'

export interface ElectraConfig extends BertConfig {
  readonly embedding_size: number
}

const read = configuration('electra', { ...bertFields(), embedding_size: [size, 128] })

/** BERT whose embeddings may be narrower than its layers; trained to tell replaced tokens from those of the text. Clark et al. 2020. */
export const electra: Architecture<ElectraConfig> = {
  ...bert,
  name: 'electra',
  config: json => pipe(read(json), chain(fits('electra', 'hidden_size', 'num_attention_heads'))),
  withDropout: withBertDropout,
  parameters: config => ({
    ...embeddingShapes({ ...config, width: config.embedding_size }),
    ...(isProjected(config) ? denseShapes(projection, config.hidden_size, config.embedding_size) : {}),
    ...bertLayerShapes(config),
  }),
  ignored: [
    'embeddings.position_ids',
    'discriminator_predictions.',
    'generator_predictions.',
    'generator_lm_head.',
    'classifier.',
    'sequence_summary.',
    'qa_outputs.',
  ],
  layers: (config, weights, input, dropout) =>
    bertLayers(config, weights, input, dropout, () => embeddings(config, weights, input, dropout)),
  decoder: bertDecoder({
    encoder: 'electra',
    head: {
      dense: 'generator_predictions.dense',
      norm: 'generator_predictions.LayerNorm',
      bias: 'generator_lm_head.bias',
    },
    activation: () => 'gelu',
    width: config => config.embedding_size,
    embeddings: (...given) => embeddings(...given),
  }),
}

const embeddings: LanguageModel<ElectraConfig>['embeddings'] = (config, weights, input, dropout) => {
  const narrow = bertEmbeddings(weights, { ...input, padding: config.pad_token_id }, config.layer_norm_eps, x =>
    dropout(x, config.hidden_dropout_prob),
  )
  return isProjected(config) ? projected(weights, narrow) : narrow
}

/** Where both widths are equal there is nothing between them. */
const isProjected = ({ embedding_size, hidden_size }: ElectraConfig): boolean => embedding_size !== hidden_size
const projection = 'embeddings_project'

const projected = (weights: Weights, x: tf.Tensor2D): tf.Tensor2D => {
  const weight = within(weights, `${projection}.`)
  return linear(x, weight('weight'), weight('bias'))
}
