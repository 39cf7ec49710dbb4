import type { Weights } from '@siamese/core'
import * as tf from '@tensorflow/tfjs-core'
import { type Either, left, right } from 'fp-ts/lib/Either.js'
import { openGraphSession } from '../engine/graphSession.js'
import { headVariable, type ShapesByName, type StepDescription, type StepGraph, stepGraph } from '../graph/stepGraph.js'
import { textFeeds } from '../graph/texts.js'
import { adamScalars } from '../graph/updateNodes.js'
import { decays } from './adamW.js'
import { type Batch, groupsOf } from './collate.js'
import type { Parameters, StepInput, StepOutput, Stepper, StepRule } from './stepper.js'

/** What a compiler needs to know of the batches to come. */
export interface BatchKind {
  readonly textRoles: readonly string[]
  readonly labelRoles: readonly string[]
  /** Whether several batches make a step. */
  readonly accumulates: boolean
}

/** Steps as one TensorFlow graph; why not, where a stage cannot be compiled. The parameters given are taken over when it can. */
export const compiledStepper = (rule: StepRule, start: Parameters, kind: BatchKind): Either<string, Stepper> => {
  const compiled = compile(rule, start, kind)
  if (compiled._tag === 'Left') return compiled
  const { bytes, sites } = compiled.right
  const session = openGraphSession(bytes)
  const all = {
    ...start.weights,
    ...Object.fromEntries(Object.entries(start.head).map(([name, x]) => [headVariable(name), x])),
  }
  tf.dispose([...session.run(prefixed('init', all), ['init.done'])])
  const shapes = { weights: shapesOf(start.weights), head: shapesOf(start.head) }
  tf.dispose(Object.values(all))

  const read = (names: readonly string[], variable: (name: string) => string): Weights => {
    if (names.length === 0) return {}
    const tensors = session.run(
      {},
      names.map(name => `read.${variable(name)}`),
    )
    return Object.fromEntries(names.map((name, i) => [name, tensors[i]!]))
  }
  const scalars = (entry: string, { rate, step }: StepInput): Weights => {
    const { alpha, epsilon } = adamScalars({ rate, t: step + 1 }, rule)
    return prefixed(entry, {
      alpha: tf.scalar(alpha),
      epsilon: tf.scalar(epsilon),
      decay: tf.scalar(rate * rule.weightDecay),
    })
  }
  const together = (input: StepInput): StepOutput => {
    const feeds = { ...batchFeeds('train', input.batches[0]!, input.step, 0), ...scalars('train', input) }
    const [loss, norm] = session.run(feeds, ['train.loss', 'train.norm'])
    return { losses: [number(loss!)], norm: number(norm!) }
  }
  const summed = (input: StepInput): StepOutput => {
    const share = tf.scalar(1 / input.batches.length)
    const losses = input.batches.map((batch, i) => {
      const feeds = { ...batchFeeds('gradients', batch, input.step, i * sites), 'gradients.share': share }
      return number(session.run(feeds, ['gradients.loss'])[0]!)
    })
    const [norm] = session.run(scalars('apply', input), ['apply.norm', 'apply.loss', 'apply.done'])
    return { losses, norm: number(norm!) }
  }
  return right({
    step: input => inScope(() => (kind.accumulates ? summed(input) : together(input))),
    parameters: () => ({
      weights: read(Object.keys(shapes.weights), name => name),
      head: read(Object.keys(shapes.head), headVariable),
    }),
    close: () => session.close(),
  })
}

const compile = (rule: StepRule, { weights, head }: Parameters, kind: BatchKind): Either<string, StepGraph> => {
  const loss: StepDescription['loss'] = (w, h, { rows, texts, labels }, dropout) =>
    rule.loss(w, h, { rows, texts, textRoles: kind.textRoles, labels, truncated: 0 }, dropout)
  const shapes = { weights: shapesOf(weights), head: shapesOf(head) }
  const textRoles = kind.textRoles.length
  const batches = { textRoles, groups: groupsOf(textRoles), labelRoles: kind.labelRoles }
  try {
    return right(stepGraph({ ...rule, ...shapes, ...batches, decays, loss }, kind.accumulates))
  } catch (error) {
    const { message } = error as Error
    if (message.startsWith('internal:')) throw error
    return left(message)
  }
}

const shapesOf = (weights: Weights): ShapesByName =>
  Object.fromEntries(Object.entries(weights).map(([name, { shape }]) => [name, shape]))

const prefixed = (entry: string, feeds: Weights): Weights =>
  Object.fromEntries(Object.entries(feeds).map(([name, tensor]) => [`${entry}.${name}`, tensor]))

const batchFeeds = (entry: string, { rows, texts, labels }: Batch, step: number, site: number): Weights =>
  prefixed(entry, {
    ...textFeeds(texts),
    rows: tf.scalar(rows, 'int32'),
    step: tf.scalar(step, 'int32'),
    site: tf.scalar(site, 'int32'),
    ...Object.fromEntries(Object.entries(labels).map(([role, label]) => [`label.${role}`, label])),
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
