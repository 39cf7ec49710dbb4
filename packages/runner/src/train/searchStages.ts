import * as tf from '@tensorflow/tfjs-core'
import type { Batch } from '../compute/batch.js'
import { differentiate, type TapeNode } from '../graph/differentiate.js'
import { watchStages } from '../graph/inStage.js'
import { firstIn, notFiniteAt, type Place, placeIn } from './notFinite.js'
import { stagedTape } from './stagedTape.js'

/** The first number that is none: of what a stage gives, or of the gradient through it. Where no stage is said it is between two. */
export interface InStage {
  readonly what: 'output' | 'gradient'
  readonly stage?: string
  /** The parameter that it is computed with, or that it is the gradient of. */
  readonly parameter?: string
  readonly place?: Place
}
export type NameOf = (tensor: tf.Tensor) => string | undefined

/** Computes `f`, stage by stage, and says where the first number is that is not finite. */
export const searchForward = <A>(f: () => A, batch: Batch, nameOf: NameOf) => {
  let first: InStage | undefined
  const { watch, stageOf } = stagedTape((stage, output, nodes) => {
    const found = first === undefined ? firstIn(output) : undefined
    if (found === undefined) return
    const parameter = parameterAt(nodes, nameOf)
    const place = placeIn(...found, batch)
    first = { what: 'output', stage, ...(parameter && { parameter }), ...(place && { place }) }
  })
  const made = watchStages(watch, f)
  if (firstIn(made) !== undefined) first ??= { what: 'output' }
  return { first, made, stageOf }
}

/** The same and, where all numbers are finite, the gradients by `xs` in the order in which they are computed. */
export const searchBoth = (f: () => tf.Tensor, xs: readonly tf.Tensor[], batch: Batch, nameOf: NameOf) => {
  let found: ReturnType<typeof searchForward<tf.Tensor>> | undefined
  let first: InStage | undefined
  const forward = (): tf.Tensor => {
    found = searchForward(f, batch, nameOf)
    if (found.first !== undefined) throw new Error('found') // there is no use in its gradients
    return found.made
  }
  const see = (made: unknown, stage: string | undefined, parameter: string | undefined): void => {
    if (!(made instanceof tf.Tensor) || notFiniteAt(made) === undefined) return
    first ??= { what: 'gradient', ...(stage && { stage }) }
    if (first.parameter === undefined && parameter !== undefined) first = { ...first, parameter }
  }
  try {
    const { grads } = differentiate(forward, xs, {
      stageOf: node => found?.stageOf(node),
      within: (stage, work, of) => {
        const made = work()
        see(made, stage, of && nameOf(of))
        return made
      },
    })
    for (const [i, gradient] of grads.entries()) see(gradient, undefined, nameOf(xs[i]!))
    return { first, grads }
  } catch (error) {
    if (found?.first === undefined) throw error
    return { first: found.first, grads: [] }
  }
}

/** The parameter that was read last when a stage's operations came to a number that is none. */
const parameterAt = (nodes: readonly TapeNode[], nameOf: NameOf): string | undefined => {
  let last: string | undefined
  for (const { inputs, outputs } of nodes) {
    for (const tensor of Object.values(inputs)) last = nameOf(tensor) ?? last
    if (firstIn(outputs) !== undefined) return last
  }
  return undefined
}
