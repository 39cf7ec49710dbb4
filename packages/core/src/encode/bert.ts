import type { tf } from '../../tensors.cjs'
import type { Architecture, EncoderInput } from './architecture.js'
import { attention } from './attention.js'
import { type BertConfig, bertConfig } from './bertConfig.js'
import { bertDecoder, type LanguageModel } from './bertDecoder.js'
import { bertEmbeddings } from './bertEmbeddings.js'
import { bertDropout, bertFacts, bertLayer, withBertDropout } from './bertLike.js'
import { bertLayerNames, bertParameters, bertSideBySide, partsOfLayer } from './bertParameters.js'
import type { Dropout } from './dropout.js'
import { postNorm } from './postNorm.js'
import { stack } from './stack.js'
import { type Weights, within } from './weights.js'

const embeddings: LanguageModel<BertConfig>['embeddings'] = (config, weights, input, dropout) =>
  bertEmbeddings(weights, { ...input, padding: config.pad_token_id }, config.layer_norm_eps, x =>
    dropout(x, config.hidden_dropout_prob),
  )

/** BERT: learned positions, layers of self-attention and feed-forward, each with a residual and a norm after it. Devlin et al. 2019. */
export const bert: Architecture<BertConfig> = {
  name: 'bert',
  config: bertConfig('bert'),
  facts: bertFacts,
  dropout: bertDropout,
  withDropout: withBertDropout,
  parameters: bertParameters,
  sideBySide: bertSideBySide,
  tables: ['embeddings.word_embeddings.weight'],
  ignored: ['embeddings.position_ids', 'pooler.', 'cls.', 'classifier.', 'qa_outputs.'],
  fresh: config => ({
    deviation: config.initializer_range,
    zeroRows: { 'embeddings.word_embeddings.weight': config.pad_token_id },
  }),
  layers: (config, weights, input, dropout) =>
    bertLayers(config, weights, input, dropout, () => embeddings(config, weights, input, dropout)),
  decoder: bertDecoder({
    encoder: 'bert',
    head: {
      dense: 'cls.predictions.transform.dense',
      norm: 'cls.predictions.transform.LayerNorm',
      bias: 'cls.predictions.bias',
    },
    activation: config => config.hidden_act,
    width: config => config.hidden_size,
    embeddings,
  }),
}

/** Layers of BERT above any embeddings. */
export const bertLayers = (
  config: BertConfig,
  weights: Weights,
  { groups }: EncoderInput,
  dropout: Dropout,
  embeddings: () => tf.Tensor2D,
): readonly tf.Tensor2D[] => {
  const attend = attention(groups, config.num_attention_heads)
  const layer = bertLayer(partsOfLayer, config)
  return stack(
    embeddings,
    bertLayerNames(config).map(name => below => postNorm(layer, within(weights, `${name}.`), below, attend, dropout)),
  )
}
