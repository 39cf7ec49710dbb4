import { tf } from '../../tensors.cjs'
import { activations } from './activation.js'
import type { Architecture, EncoderInput } from './architecture.js'
import { type Attention, attention } from './attention.js'
import { bertDropout, bertFacts, bertLayer, withBertDropout } from './bertLike.js'
import { convolution } from './convolution.js'
import { type DebertaConfig, debertaConfig, type Term } from './debertaConfig.js'
import {
  debertaLayerNames,
  debertaParameters,
  debertaSideBySide,
  partsOfLayer,
  projectionsOfPositions,
} from './debertaParameters.js'
import { disentangled, type Positions } from './disentangled.js'
import type { Dropout } from './dropout.js'
import { embed } from './embed.js'
import { embedBesidePadding } from './embedBesidePadding.js'
import { linear } from './linear.js'
import { norm, postNorm } from './postNorm.js'
import { stack } from './stack.js'
import { type Named, type Weights, within } from './weights.js'

/**
 * DeBERTa-v2 (and v3): BERT's layers, whose scores compare contents and positions apart; positions are embeddings of distances
 * that all layers share. He et al. 2021; He et al. 2023.
 */
export const deberta: Architecture<DebertaConfig> = {
  name: 'deberta-v2',
  config: debertaConfig,
  facts: bertFacts,
  dropout: bertDropout,
  withDropout: withBertDropout,
  parameters: debertaParameters,
  sideBySide: debertaSideBySide,
  tables: ['embeddings.word_embeddings.weight'],
  ignored: [
    ...['embeddings.position_ids', 'embeddings.position_embeddings.', 'pooler.', 'cls.', 'lm_head.'],
    ...['lm_predictions.', 'mask_predictions.', 'classifier.', 'qa_outputs.'],
  ],
  fresh: config => ({
    deviation: config.initializer_range,
    zeroRows: { 'embeddings.word_embeddings.weight': config.pad_token_id },
  }),
  cut: (_, layers) => (layers === 0 ? 'its configuration has one layer at least' : { num_hidden_layers: layers }),
  layers: (config, weights, input, dropout) => {
    const attend = attentions(config, weights, input, dropout)
    const layer = bertLayer(partsOfLayer, config)
    return stack(
      () => dropout(embeddings(config, weights, input), config.hidden_dropout_prob),
      debertaLayerNames(config).map((name, i) => below => {
        const weight = within(weights, `${name}.`)
        const above = postNorm(layer, weight, below, attend(weight), dropout)
        return i === 0 && config.conv_kernel_size > 0 ? convolved(config, weights, input, below, above, dropout) : above
      }),
    )
  },
}

/** Words, and positions and segments where the configuration has them; narrower embeddings are widened. */
const embeddings = (config: DebertaConfig, weights: Weights, input: EncoderInput): tf.Tensor2D => {
  const { embedding_size: narrow, hidden_size: hidden } = config
  const weight = within(weights, 'embeddings.')
  const parts = [
    embedBesidePadding(weight('word_embeddings.weight'), input.ids, input, config.pad_token_id),
    ...(config.position_biased_input ? [embed(weight('position_embeddings.weight'), input.positions)] : []),
    ...(config.type_vocab_size > 0
      ? [tf.slice(weight('token_type_embeddings.weight') as tf.Tensor2D, [0, 0], [1, narrow])]
      : []),
  ]
  const sum = parts.reduce((sum, part) => tf.add(sum, part))
  const wide = narrow === hidden ? sum : linear(sum, weight('embed_proj.weight'))
  return norm(weight, 'LayerNorm', wide, config.layer_norm_eps)
}

/** The attention of a layer, by the layer's weights. */
type Attentions = (weight: Named) => Attention

const attentions = (
  config: DebertaConfig,
  weights: Weights,
  { groups }: EncoderInput,
  dropout: Dropout,
): Attentions => {
  const attend = attention(groups, config.num_attention_heads, { terms: 1 + config.terms.length })
  if (!config.relative_attention || config.terms.length === 0) return () => attend
  const between = disentangled(config, groups)
  const weight = within(weights, 'encoder.')
  const table = weight('rel_embeddings.weight') as tf.Tensor2D
  const distances = config.normsPositions ? norm(weight, 'LayerNorm', table, config.layer_norm_eps) : table
  return weight => (projected, dropped) => {
    const positions = projectedPositions(config, weight, dropout(distances, config.hidden_dropout_prob))
    return attend(projected, dropped, between(projected, positions))
  }
}

/** The embeddings of distances as keys and as queries: by projections of their own, or by those of the contents. */
const projectedPositions = (config: DebertaConfig, weight: Named, x: tf.Tensor2D): Positions => {
  const part = (kind: string, at: number) => tf.split(weight(`${partsOfLayer.projected}.${kind}`), 3)[at]!
  const shared = { c2p: 1, p2c: 0 } as const // keys are the second part, queries the first
  const own = (term: Term, kind: string) => weight(`${projectionsOfPositions[term]}.${kind}`)
  const projected = (term: Term): tf.Tensor2D => {
    const [matrix, bias] = ['weight', 'bias'].map(kind =>
      config.share_att_key ? part(kind, shared[term]) : own(term, kind),
    )
    return linear(x, matrix!, bias)
  }
  return Object.fromEntries(config.terms.map(term => [term, projected(term)]))
}

/** Beside the first layer stands a convolution of the embeddings; both are added. */
const convolved = (
  config: DebertaConfig,
  weights: Weights,
  input: EncoderInput,
  below: tf.Tensor2D,
  above: tf.Tensor2D,
  dropout: Dropout,
): tf.Tensor2D => {
  const weight = within(weights, 'encoder.conv.')
  const near = convolution(below, weight('conv.weight'), weight('conv.bias'), config.conv_groups, input)
  const active = activations[config.conv_act](dropout(near, config.hidden_dropout_prob))
  return norm(weight, 'LayerNorm', tf.add(above, active), config.layer_norm_eps)
}
