import { tf } from '../../tensors.cjs'
import { activations } from './activation.js'
import type { Architecture, EncoderInput } from './architecture.js'
import { attention } from './attention.js'
import type { Dropout } from './dropout.js'
import { embedBesidePadding } from './embedBesidePadding.js'
import { layerNorm } from './layerNorm.js'
import { linear } from './linear.js'
import { type LayerType, type ModernBertConfig, modernBertConfig } from './modernBertConfig.js'
import { modernBertParameters } from './modernBertParameters.js'
import { turned, turns } from './rotary.js'
import { stack } from './stack.js'
import { type Named, type Weights, within } from './weights.js'

/**
 * ModernBERT: norms before each part and one at the end, rotary positions, a gated feed-forward, and layers that see the
 * whole sentence among layers that see what is near. The last layer's output is that of the norm at the end. Warner et al. 2024.
 */
export const modernBert: Architecture<ModernBertConfig> = {
  name: 'modernbert',
  config: modernBertConfig,
  facts: config => ({
    hidden: config.hidden_size,
    layers: config.num_hidden_layers,
    positions: config.max_position_embeddings,
    vocabulary: config.vocab_size,
  }),
  dropout: config => ({
    hidden: Math.max(config.embedding_dropout, config.mlp_dropout),
    attention: config.attention_dropout,
  }),
  withDropout: (config, { hidden, attention }) => ({
    ...config,
    embedding_dropout: hidden ?? config.embedding_dropout,
    mlp_dropout: hidden ?? config.mlp_dropout,
    attention_dropout: attention ?? config.attention_dropout,
  }),
  parameters: modernBertParameters,
  sideBySide: () => ({}),
  tables: ['embeddings.tok_embeddings.weight'],
  ignored: ['head.', 'decoder.', 'classifier.'],
  fresh: config => ({
    deviation: config.initializer_range,
    deviations: Object.fromEntries(
      config.layer_types.flatMap((_, i) =>
        ['attn.Wo', 'mlp.Wo'].map(name => [`layers.${i}.${name}.weight`, whatIsAdded(config)]),
      ),
    ),
    zeroRows: { 'embeddings.tok_embeddings.weight': config.pad_token_id },
  }),
  cut: () => 'a norm follows its last layer, and no other',
  layers: (config, weights, input, dropout) => {
    const attend = attentions(config, input, dropout)
    const last = config.num_hidden_layers - 1
    return stack(
      () => embeddings(config, weights, input, dropout),
      config.layer_types.map((_, i) => below => {
        const above = layer(config, i, within(weights, `layers.${i}.`), below, attend, dropout)
        return i === last ? norm(config, within(weights, ''), 'final_norm', above) : above
      }),
    )
  },
}

/** So that the sum over all layers is as wide as one draw. Radford et al. 2019, § 2.3. */
const whatIsAdded = ({ initializer_range, num_hidden_layers }: ModernBertConfig): number =>
  initializer_range / Math.sqrt(2 * num_hidden_layers)

const embeddings = (config: ModernBertConfig, weights: Weights, input: EncoderInput, dropout: Dropout): tf.Tensor2D => {
  const weight = within(weights, 'embeddings.')
  const token = embedBesidePadding(weight('tok_embeddings.weight'), input.ids, input, config.pad_token_id)
  return dropout(norm(config, weight, 'norm', token), config.embedding_dropout)
}

/** From [tokens, 3 · hidden] to [tokens, hidden], for each type of layer. */
type Attentions = Readonly<Record<LayerType, (projected: tf.Tensor2D) => tf.Tensor2D>>

/** Queries and keys are turned by their positions; values are not. */
const attentions = (config: ModernBertConfig, { groups, positions }: EncoderInput, dropout: Dropout): Attentions => {
  const { hidden_size: hidden, num_attention_heads: heads, attention_dropout, local_attention, theta } = config
  const dropped = <T extends tf.Tensor>(y: T): T => dropout(y, attention_dropout)
  const ofType = (type: LayerType, reach: number | undefined) => {
    const attend = attention(groups, heads, { reach })
    const angles = turns(positions, theta[type], hidden / heads)
    return (projected: tf.Tensor2D) => {
      const [pairs, values] = tf.split(projected, [2 * hidden, hidden], 1) as [tf.Tensor2D, tf.Tensor2D]
      return attend(tf.concat([turned(pairs, angles), values], 1), dropped)
    }
  }
  return {
    full_attention: ofType('full_attention', undefined),
    sliding_attention: ofType('sliding_attention', Math.floor(local_attention / 2)),
  }
}

/** The first layer has no norm before its attention: the embeddings end in one. */
const layer = (
  config: ModernBertConfig,
  i: number,
  weight: Named,
  x: tf.Tensor2D,
  attend: Attentions,
  dropout: Dropout,
): tf.Tensor2D => {
  const normed = i === 0 ? x : norm(config, weight, 'attn_norm', x)
  const mixed = tf.tidy(() => attend[config.layer_types[i]!](dense(weight, 'attn.Wqkv', normed, config.attention_bias)))
  const attended = dense(weight, 'attn.Wo', mixed, config.attention_bias)
  const y = tf.add<tf.Tensor2D>(x, dropout(attended, config.attention_dropout))
  return tf.add(y, feedForward(config, weight, norm(config, weight, 'mlp_norm', y), dropout))
}

/** GeGLU: one half, through the activation, times the other. Shazeer 2020. */
const feedForward = (config: ModernBertConfig, weight: Named, x: tf.Tensor2D, dropout: Dropout): tf.Tensor2D => {
  const [input, gate] = tf.split(dense(weight, 'mlp.Wi', x, config.mlp_bias), 2, 1) as [tf.Tensor2D, tf.Tensor2D]
  const gated = tf.mul<tf.Tensor2D>(activations[config.hidden_activation](input), gate)
  return dense(weight, 'mlp.Wo', dropout(gated, config.mlp_dropout), config.mlp_bias)
}

const dense = (weight: Named, name: string, x: tf.Tensor2D, hasBias: boolean): tf.Tensor2D =>
  linear(x, weight(`${name}.weight`), hasBias ? weight(`${name}.bias`) : undefined)

const norm = (config: ModernBertConfig, weight: Named, name: string, x: tf.Tensor2D): tf.Tensor2D =>
  layerNorm(
    x,
    weight(`${name}.weight`),
    config.norm_bias ? weight(`${name}.bias`) : tf.zeros([config.hidden_size]),
    config.norm_eps,
  )
