import { dropoutOf, type Weights } from '@siamese/core'
import * as tf from '@tensorflow/tfjs-core'
import type { Batch } from '../compute/batch.js'
import type { Parameters } from '../compute/parameters.js'
import { meanLoss } from '../graph/meanLoss.js'
import { divided, joined } from './miniBatches.js'
import type { StepOutput, StepRule } from './stepper.js'

/** A loss with the gradients of trained parameters, by name; one that takes no part has none. */
export interface LossGradients {
  readonly loss: tf.Tensor
  /** Read while they are there: the tape frees what no gradient needs. */
  readonly parts: StepOutput['parts'][number]
  readonly gradients: Readonly<Record<string, tf.Tensor | undefined>>
}

/**
 * The loss of a batch that is embedded in parts, operation by operation: embeddings of all parts, the loss and its gradient at them, and each
 * part again, with the same masks, for the gradient of ⟨embeddings, gradient at them⟩. `places` counts uses of dropout.
 */
export const gradientsInParts = (
  { inParts, seed }: Pick<StepRule, 'inParts' | 'seed'>,
  { weights, head }: Parameters,
  trained: { readonly weights: Weights; readonly head: Weights },
  { batch, parts }: { readonly batch: Batch; readonly parts: readonly Batch[] },
  { step, places }: { readonly step: number; readonly places: { site: number } },
): LossGradients => {
  if (inParts === undefined) throw new Error('internal: a batch has parts, and nothing embeds them')
  const { embed, value } = inParts
  const texts = batch.textColumns.length
  const starts: number[] = []
  const embedded = parts.map(part => {
    starts.push(places.site)
    return tf.tidy(() => embed(weights, part, dropoutOf({ seed, step }, places)))
  })
  const at = joined(embedded, texts)
  const told = meanLoss(() => value(at, head, batch), number)
  const { value: loss, grads } = gradientsOf(told.mean, [at, ...Object.values(trained.head)])
  const [upstream = tf.zerosLike(at), ...ofHead] = grads
  const slices = divided(
    upstream as tf.Tensor2D,
    parts.map(({ rows }) => rows),
    texts,
  )
  const names = Object.keys(trained.weights)
  const sums: (tf.Tensor | undefined)[] = names.map(() => undefined)
  if (names.length > 0)
    for (const [i, part] of parts.entries()) {
      const found = tf.tidy(() => {
        const again = () => embed(weights, part, dropoutOf({ seed, step }, { site: starts[i]! }))
        return gradientsOf(() => tf.sum(tf.mul(again(), slices[i]!)), Object.values(trained.weights))
          .grads as tf.Tensor[]
      })
      for (const [at, gradient] of found.entries()) {
        const before = sums[at]
        if (!gradient) continue
        sums[at] = before === undefined ? gradient : tf.add(before, gradient)
        if (before !== undefined) tf.dispose([before, gradient])
      }
    }
  return {
    loss,
    parts: told.parts(),
    gradients: Object.fromEntries([
      ...names.map((name, i) => [name, sums[i]]),
      ...Object.keys(trained.head).map((name, i) => [name, ofHead[i]]),
    ]),
  }
}

export const number = (scalar: tf.Tensor): number => scalar.dataSync()[0]!

/** By tfjs's tape; of what the value does not depend on there is no gradient. */
export const gradientsOf = (f: () => tf.Tensor, xs: readonly tf.Tensor[]) =>
  tf.engine().gradients(f, [...xs], undefined, true) as unknown as {
    readonly value: tf.Tensor
    readonly grads: readonly (tf.Tensor | undefined)[]
  }
