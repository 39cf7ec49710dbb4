import type * as tf from '@tensorflow/tfjs-core'
import type { Op } from './op.js'

/** The names of tfjs's kernels: its exports whose value is their own name. */
export type KernelName = { [Name in keyof typeof tf]: (typeof tf)[Name] extends Name ? Name : never }[keyof typeof tf]

/**
 * Whose derivative it is. One of ours takes the place of tfjs's where that is wrong, slow, or cannot be compiled; `caller`:
 * the function of tfjs that calls the kernel has one of its own.
 */
export type Gradient = 'tfjs' | 'ours' | 'caller' | 'none'

export interface Known {
  readonly write: Op
  /** TensorFlow's names of the operations. */
  readonly nodes: string
  /** The shape of the result, in words. */
  readonly shape: string
  readonly gradient: Gradient
}
export interface Refused {
  readonly refused: string
}
/** What the compiler does with a kernel of tfjs. */
export type Decision = Known | Refused

export const known = (nodes: string, shape: string, write: Op, gradient: Gradient = 'tfjs'): Known => ({
  write,
  nodes,
  shape,
  gradient,
})
export const refused = (reason: string): Refused => ({ refused: reason })

export const isKnown = (decision: Decision): decision is Known => 'write' in decision

/** What each family of kernels is: some of them, each decided. */
export type Decisions = Readonly<Partial<Record<KernelName, Decision>>>
