import type { Node } from './graph.js'
import type { Recorder } from './recorder.js'

/** Tensors that live in the session between steps, by name. */
export interface Variables {
  readonly handle: (name: string, shape: readonly number[]) => Node
  readonly read: (name: string, shape: readonly number[]) => Node
  /** Each gives the node to wait for. */
  readonly assign: (name: string, shape: readonly number[], value: Node, after?: readonly Node[]) => Node
  readonly add: (name: string, shape: readonly number[], value: Node, after?: readonly Node[]) => Node
  readonly subtract: (name: string, shape: readonly number[], value: Node, after?: readonly Node[]) => Node
}

export const variables = (write: Recorder): Variables => {
  const handles = new Map<string, Node>()
  const handle: Variables['handle'] = (name, shape) => {
    const known = handles.get(name)
    if (known !== undefined) return known
    const made = write.named({
      op: 'VarHandleOp',
      name: variableName(name),
      attributes: {
        dtype: { type: 'float32' },
        shape: { shape },
        shared_name: { words: name },
        container: { words: '' },
      },
      shape,
      dtype: 'resource',
    })
    handles.set(name, made)
    return made
  }
  const changed =
    (op: string): Variables['assign'] =>
    (name, shape, value, after = []) =>
      write.named({
        op,
        inputs: [handle(name, shape), value],
        attributes: {
          dtype: { type: 'float32' },
          ...(op === 'AssignVariableOp' ? { validate_shape: { flag: false } } : {}),
        },
        shape: [],
        dtype: 'float32',
        after: after.map(({ id }) => id),
      })
  return {
    handle,
    read: (name, shape) =>
      write.named({
        op: 'ReadVariableOp',
        inputs: [handle(name, shape)],
        attributes: { dtype: { type: 'float32' } },
        shape,
        dtype: 'float32',
      }),
    assign: changed('AssignVariableOp'),
    add: changed('AssignAddVariableOp'),
    subtract: changed('AssignSubVariableOp'),
  }
}

/** The name of the node that stands for a variable. */
export const variableName = (name: string): string => `variable/${name}`
