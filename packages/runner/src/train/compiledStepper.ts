import type { Weights } from '@siamese/core'
import * as tf from '@tensorflow/tfjs-core'
import type { Batch } from '../compute/batch.js'
import { batchFeeds, type CompiledModel, prefixed } from '../compute/compiled.js'
import { adamScalars } from '../graph/updateNodes.js'
import type { AdamW } from './adamW.js'
import type { StepInput, StepOutput, Stepper } from './stepper.js'

/** Steps as one TensorFlow graph. */
export const compiledStepper = (
  rule: AdamW,
  { runStep, compiled, ...model }: CompiledModel,
  accumulates: boolean,
): Stepper => {
  const scalars = (entry: string, { rate, step }: StepInput): Weights => {
    const { alpha, epsilon } = adamScalars({ rate, t: step + 1 }, rule)
    return prefixed(entry, {
      alpha: tf.scalar(alpha),
      epsilon: tf.scalar(epsilon),
      decay: tf.scalar(rate * rule.weightDecay),
    })
  }
  const together = (input: StepInput): StepOutput => {
    const feeds = { ...stepFeeds('train', input.batches[0]!, input.step, 0), ...scalars('train', input) }
    const [loss, norm] = runStep('train', feeds, ['train.loss', 'train.norm'])
    return { losses: [number(loss!)], norm: number(norm!) }
  }
  const summed = (input: StepInput): StepOutput => {
    const share = tf.scalar(1 / input.batches.length)
    const losses = input.batches.map((batch, i) => {
      const feeds = { ...stepFeeds('gradients', batch, input.step, i * compiled.sites), 'gradients.share': share }
      return number(runStep('gradients', feeds, ['gradients.loss'])[0]!)
    })
    const [norm] = runStep('apply', scalars('apply', input), ['apply.norm', 'apply.loss', 'apply.done'])
    return { losses, norm: number(norm!) }
  }
  const step = (input: StepInput): StepOutput => inScope(() => (accumulates ? summed(input) : together(input)))
  return {
    step,
    rehearse: batches => {
      const began = performance.now()
      // At rate 0 every parameter stays as it is, bit for bit: w − 0 · m / (√v + ε).
      const { norm } = step({ batches, rate: 0, step: 0 })
      const seconds = (performance.now() - began) / 1000
      model.forget()
      return { seconds, finite: Number.isFinite(norm) }
    },
    parameters: model.parameters,
    assign: model.assign,
    close: model.close,
  }
}

/** What a batch of a step is fed as. */
export const stepFeeds = (entry: string, batch: Batch, step: number, site: number): Weights => ({
  ...batchFeeds(entry, batch),
  ...prefixed(entry, { step: tf.scalar(step, 'int32'), site: tf.scalar(site, 'int32') }),
})

/** Frees every tensor that `work` makes, and makes sure of it. */
const inScope = <A>(work: () => A): A => {
  const before = tf.memory().numTensors
  const out = scoped(work)
  const more = tf.memory().numTensors - before
  if (more !== 0) throw new Error(`internal: a step left ${more} tensors behind`)
  return out
}
const scoped = <A>(work: () => A): A => {
  tf.engine().startScope()
  try {
    return work()
  } finally {
    tf.engine().endScope()
  }
}

const number = (scalar: tf.Tensor): number => scalar.dataSync()[0]!
