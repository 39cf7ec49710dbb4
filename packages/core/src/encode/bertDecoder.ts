import { tf } from '../../tensors.cjs'
import { type Activation, activations } from './activation.js'
import type { Architecture, EncoderInput } from './architecture.js'
import { attention } from './attention.js'
import type { BertConfig } from './bertConfig.js'
import { bertLayer } from './bertLike.js'
import { bertLayerNames, partsOfLayer } from './bertParameters.js'
import type { Dropout } from './dropout.js'
import { embed } from './embed.js'
import { denseShapes, normShapes } from './layerParameters.js'
import { dense, fedForward, norm, selfAttended } from './postNorm.js'
import { type Weights, within } from './weights.js'

/** What makes a causal language model of a relative of BERT: where its parts lie in the state dict, and what differs. */
export interface LanguageModel<C> {
  /** What its encoder is called: `bert`. */
  readonly encoder: string
  /** Between the last layer and the scores: a linear layer, an activation and a norm; and the bias of the scores. */
  readonly head: { readonly dense: string; readonly norm: string; readonly bias: string }
  readonly activation: (config: C) => Activation
  /** The width of the table of embeddings. */
  readonly width: (config: C) => number
  /** What the first layer reads. */
  readonly embeddings: (config: C, weights: Weights, input: EncoderInput, dropout: Dropout) => tf.Tensor2D
}

/**
 * BERT as a decoder of one vector: the encoder's own weights, each token seeing itself and those before it, and between attention and
 * feed-forward what the vector adds, norm(y + mixed(value(vector))). Attention to a single vector has the weight 1 whatever query and key are,
 * so there are none. The scores of next tokens are those of the table of embeddings. Source: BertLMHeadModel with cross-attention.
 */
export const bertDecoder = <C extends BertConfig>({
  encoder,
  head: names,
  activation: activationOf,
  width: tableWidth,
  embeddings,
}: LanguageModel<C>): NonNullable<Architecture<C>['decoder']> => {
  const crossing = (layer: string) => `${encoder}.${layer}.crossattention`
  return {
    parameters: config => {
      const { hidden_size: hidden } = config
      return Object.assign(
        {},
        ...bertLayerNames(config).map(layer => ({
          ...denseShapes(`${crossing(layer)}.self.value`, hidden, hidden),
          ...denseShapes(`${crossing(layer)}.output.dense`, hidden, hidden),
          ...normShapes(`${crossing(layer)}.output.LayerNorm`, hidden),
        })),
        { [names.bias]: [config.vocab_size] },
        denseShapes(names.dense, tableWidth(config), hidden),
        normShapes(names.norm, tableWidth(config)),
      )
    },
    surprise: (config, weights, own, input, dropout) => {
      const { layer_norm_eps: epsilon, hidden_dropout_prob: hidden } = config
      const { num_attention_heads: heads, attention_probs_dropout_prob: ofAttention } = config
      const layer = bertLayer(partsOfLayer, config)
      const attend = attention(input.groups, heads, { sees: 'before' })
      const crossed = (y: tf.Tensor2D, name: string): tf.Tensor2D => {
        const weight = within(own, `${crossing(name)}.`)
        const values = embed(dense(weight, 'self.value', input.vectors), input.owners)
        const [tokens, width] = values.shape
        const shares = dropout(tf.ones([tokens, heads, 1]), ofAttention)
        const context = tf.mul(tf.reshape(values, [tokens, heads, width / heads]), shares)
        const mixed = dropout(dense(weight, 'output.dense', tf.reshape(context, [tokens, width])), hidden)
        return norm(weight, 'output.LayerNorm', tf.add<tf.Tensor2D>(mixed, y), epsilon)
      }
      const top = bertLayerNames(config).reduce(
        (below, name) =>
          tf.tidy(() => {
            const weight = within(weights, `${name}.`)
            const y = selfAttended(layer, weight, below, attend, dropout)
            return fedForward(layer, weight, crossed(y, name), dropout)
          }),
        embeddings(config, weights, input, dropout),
      )
      const head = within(own, '')
      const told = norm(head, names.norm, activations[activationOf(config)](dense(head, names.dense, top)), epsilon)
      const table = within(weights, 'embeddings.')('word_embeddings.weight') as tf.Tensor2D
      const bias = head(names.bias)
      const all = tf.logSumExp(tf.add(tf.matMul(told, table, false, true), bias), 1)
      const ofNext = tf.sum(tf.mul(told, embed(table, input.next)), 1)
      const biases = tf.reshape(embed(tf.reshape(bias, [-1, 1]), input.next), [-1])
      return tf.sub<tf.Tensor1D>(all, tf.add(ofNext, biases))
    },
  }
}
