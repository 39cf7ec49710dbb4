import { tf } from '../../tensors.cjs'
import { activations } from './activation.js'
import type { Architecture, EncoderInput } from './architecture.js'
import { type Attention, attention } from './attention.js'
import { type BertConfig, bertConfig } from './bertConfig.js'
import { bertParameters, bertSideBySide } from './bertParameters.js'
import type { Dropout } from './dropout.js'
import { embed } from './embed.js'
import { layerNorm } from './layerNorm.js'
import { linear } from './linear.js'
import { type Weights, within } from './weights.js'

/** BERT: learned positions, layers of self-attention and feed-forward, each with a residual and a norm after it. Devlin et al. 2019. */
export const bert: Architecture<BertConfig> = {
  name: 'bert',
  config: bertConfig,
  facts: config => ({
    hidden: config.hidden_size,
    layers: config.num_hidden_layers,
    positions: config.max_position_embeddings,
    vocabulary: config.vocab_size,
  }),
  dropout: config => ({ hidden: config.hidden_dropout_prob, attention: config.attention_probs_dropout_prob }),
  withDropout: (config, { hidden, attention }) => ({
    ...config,
    hidden_dropout_prob: hidden ?? config.hidden_dropout_prob,
    attention_probs_dropout_prob: attention ?? config.attention_probs_dropout_prob,
  }),
  parameters: bertParameters,
  sideBySide: bertSideBySide,
  tables: ['embeddings.word_embeddings.weight'],
  ignored: ['embeddings.position_ids', 'pooler.', 'cls.', 'classifier.', 'qa_outputs.'],
  fresh: config => ({
    deviation: config.initializer_range,
    zeroRows: { 'embeddings.word_embeddings.weight': config.pad_token_id },
  }),
  encode: (config, weights, input, dropout) => tf.tidy(() => bertLayers(config, weights, input, dropout).at(-1)!),
}

/** The output of the embeddings and of every layer, each [tokens, hidden]. */
export const bertLayers = (
  config: BertConfig,
  weights: Weights,
  input: EncoderInput,
  dropout: Dropout,
): readonly tf.Tensor2D[] => {
  const attend = attention(input.groups, config.num_attention_heads)
  const outputs = [tf.tidy(() => embeddings(config, weights, input, dropout))]
  for (let i = 0; i < config.num_hidden_layers; i++) {
    const below = outputs[i]!
    outputs.push(tf.tidy(() => layer(config, within(weights, `encoder.layer.${i}.`), below, attend, dropout)))
  }
  return outputs
}

type Named = ReturnType<typeof within>

/** Word + position + segment; a sentence is always the first segment. */
const embeddings = (
  config: BertConfig,
  weights: Weights,
  { ids, positions }: EncoderInput,
  dropout: Dropout,
): tf.Tensor2D => {
  const weight = within(weights, 'embeddings.')
  const word = embed(weight('word_embeddings.weight'), ids)
  const position = embed(weight('position_embeddings.weight'), positions)
  const segment = tf.slice(weight('token_type_embeddings.weight'), [0, 0], [1, config.hidden_size])
  const sum = tf.add<tf.Tensor2D>(tf.add(word, position), segment)
  return dropout(norm(config, weight, 'LayerNorm', sum), config.hidden_dropout_prob)
}

const layer = (config: BertConfig, weight: Named, x: tf.Tensor2D, attend: Attention, dropout: Dropout): tf.Tensor2D => {
  const normed = (name: string, y: tf.Tensor2D, residual: tf.Tensor2D) =>
    norm(config, weight, name, tf.add<tf.Tensor2D>(dropout(y, config.hidden_dropout_prob), residual))
  const attended = tf.tidy(() => selfAttention(config, weight, x, attend, dropout))
  const y = normed('attention.output.LayerNorm', dense(weight, 'attention.output.dense', attended), x)
  const widened = activations[config.hidden_act](dense(weight, 'intermediate.dense', y))
  return normed('output.LayerNorm', dense(weight, 'output.dense', widened), y)
}

const selfAttention = (
  config: BertConfig,
  weight: Named,
  x: tf.Tensor2D,
  attend: Attention,
  dropout: Dropout,
): tf.Tensor2D => attend(dense(weight, 'attention.self.qkv', x), y => dropout(y, config.attention_probs_dropout_prob))

const dense = (weight: Named, name: string, x: tf.Tensor2D): tf.Tensor2D =>
  linear(x, weight(`${name}.weight`), weight(`${name}.bias`))

const norm = (config: BertConfig, weight: Named, name: string, x: tf.Tensor2D): tf.Tensor2D =>
  layerNorm(x, weight(`${name}.weight`), weight(`${name}.bias`), config.layer_norm_eps)
