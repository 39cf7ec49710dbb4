import type { Node } from './graph.js'
import type { Recorder } from './recorder.js'

/** Tensors that live in the session between steps, by name. */
export interface Variables {
  readonly handle: (name: string, shape: readonly number[]) => Node
  readonly read: (name: string, shape: readonly number[]) => Node
}

export const variables = (write: Recorder): Variables => {
  const handles = new Map<string, Node>()
  const handle: Variables['handle'] = (name, shape) => {
    const known = handles.get(name)
    if (known !== undefined) return known
    const made = write.named({
      op: 'VarHandleOp',
      name: `variable/${name.replace(/[^\w./]/g, '_')}`,
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
  }
}
