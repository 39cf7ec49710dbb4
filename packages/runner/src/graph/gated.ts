import { type Node, portOp } from './graph.js'
import type { Recorder } from './recorder.js'

/**
 * Changes that are made only where `condition` holds. They wait for the gate, which TensorFlow leaves out otherwise with all
 * that waits for it, so a change costs nothing more. Gives the node to wait for, which is there either way.
 */
export const gated = (write: Recorder, condition: Node, changes: (gate: Node) => readonly Node[]): Node => {
  const F = { T: { type: 'float32' } } as const
  const one = write.constant([1], [], 'float32')
  const either = write.op('Switch', [one, condition], F, [], 'float32')
  const side = (port: number) => write.op(portOp, [either], { port: { int: port } }, [], 'float32')
  const passed = (after: readonly Node[]) =>
    write.named({
      op: 'Identity',
      inputs: [side(1)],
      attributes: F,
      shape: [],
      dtype: 'float32',
      after: after.map(({ id }) => id),
    })
  const done = passed(changes(passed([])))
  return write.op('Merge', [side(0), done], { ...F, N: { int: 2 } }, [], 'float32')
}
