import type { Node } from './graph.js'
import type { Recorder } from './recorder.js'
import type { Variables } from './variables.js'

/** How gradients move parameters, as a graph records it. */
export interface GraphOptimizer {
  /** What is kept beside each parameter, by name, and the number that all of it begins with. */
  readonly state: Readonly<Record<string, number>>
  /** Numbers that differ from step to step, by name, and whether each is in proportion to the rate. */
  readonly scalars: Readonly<Record<string, 'times the rate' | 'as it is'>>
  /** Records moves of parameters; each gives the node to wait for. */
  readonly record: (write: Recorder, held: Variables) => (move: MoveNodes) => Node
}

/** A parameter that is moved: its variable, and what it moves by. */
export interface MoveNodes {
  readonly name: string
  readonly shape: readonly number[]
  /** The value that the gradient was taken at. */
  readonly weight: Node
  /** Clipped. */
  readonly gradient: Node
  /** The share of it that decays in a step, before the rate; 0 where it does not. */
  readonly weightDecay: number
  readonly scalars: Readonly<Record<string, Node>>
  /** Whatever changes the parameter, or what is kept beside it, waits for this, and is left out where this is. */
  readonly gate: Node
}

/** The variable of something that is kept beside a parameter. */
export const stateOf = (name: string, kept: string): string => `${name}/${kept}`

/** g + λw, the gradient of a weight that decays by it; g where it does not. */
export const withDecay = (write: Recorder, { shape, weight, gradient, weightDecay }: MoveNodes): Node => {
  if (weightDecay === 0) return gradient
  const F = { T: { type: 'float32' } } as const
  const pull = write.op('Mul', [weight, write.constant([weightDecay], [], 'float32')], F, shape, 'float32')
  return write.op('AddV2', [gradient, pull], F, shape, 'float32')
}

/** An operation of TensorFlow that changes a parameter and what is kept beside it, after the move's gate. */
export const changes = (
  write: Recorder,
  op: string,
  inputs: readonly Node[],
  flags: Readonly<Record<string, boolean>>,
  after: readonly Node[],
): Node =>
  write.named({
    op,
    inputs,
    attributes: {
      T: { type: 'float32' },
      use_locking: { flag: false },
      ...Object.fromEntries(Object.entries(flags).map(([name, flag]) => [name, { flag }])),
    },
    shape: [],
    dtype: 'float32',
    after: after.map(({ id }) => id),
  })
