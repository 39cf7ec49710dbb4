import type { Attribute, Dtype, Node } from './graph.js'

/** Writes nodes down in order. Equal operations on equal inputs are one node. */
export interface Recorder {
  readonly nodes: readonly Node[]
  readonly op: (
    op: string,
    inputs: readonly Node[],
    attributes: Readonly<Record<string, Attribute>>,
    shape: readonly number[],
    dtype: Dtype,
  ) => Node
  /** A node that is never shared: a source, a variable, a change of state, or a result. */
  readonly named: (node: Omit<Node, 'id' | 'inputs'> & { readonly inputs?: readonly Node[] }) => Node
  readonly constant: (values: readonly number[], shape: readonly number[], dtype: Dtype) => Node
  readonly ints: (values: readonly number[]) => Node
  readonly int: (value: number) => Node
  readonly fill: (shape: readonly number[], value: number, dtype: Dtype) => Node
  /** Names the stage of everything that `write` records. */
  readonly inStage: <A>(stage: string, write: () => A) => A
}

export const recorder = (): Recorder => {
  const nodes: Node[] = []
  const shared = new Map<string, Node>()
  let stage: string | undefined
  const add = (node: Omit<Node, 'id'>): Node => {
    const added = { id: nodes.length, ...node, ...(stage === undefined ? {} : { stage }) }
    nodes.push(added)
    return added
  }
  const op: Recorder['op'] = (name, inputs, attributes, shape, dtype) => {
    const ids = inputs.map(({ id }) => id)
    const key = `${name}(${ids.join()})${JSON.stringify(attributes)}`
    const known = shared.get(key)
    if (known !== undefined) return known
    const added = add({ op: name, inputs: ids, attributes, shape, dtype })
    shared.set(key, added)
    return added
  }
  // Constants are told apart by where they stand: their numbers may depend on the sizes of a trace.
  const constant: Recorder['constant'] = (values, shape, dtype) =>
    add({ op: 'Const', inputs: [], attributes: {}, shape, dtype, values: [...values] })
  const ints = (values: readonly number[]) => constant(values, [values.length], 'int32')
  return {
    nodes,
    op,
    named: ({ inputs = [], ...node }) => add({ ...node, inputs: inputs.map(({ id }) => id) }),
    constant,
    ints,
    int: value => constant([value], [], 'int32'),
    fill: (shape, value, dtype) =>
      op(
        'Fill',
        [ints(shape), constant([value], [], dtype)],
        { T: { type: dtype }, index_type: { type: 'int32' } },
        shape,
        dtype,
      ),
    inStage: (name, write) => {
      const outer = stage
      stage = name
      try {
        return write()
      } finally {
        stage = outer
      }
    },
  }
}
