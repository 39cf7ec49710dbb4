import type { Attribute, Dtype, Node, Part } from './graph.js'

/** Writes nodes down in order, as they are asked for. */
export interface Recorder {
  readonly nodes: readonly Node[]
  readonly op: (
    op: string,
    inputs: readonly Node[],
    attributes: Readonly<Record<string, Attribute>>,
    shape: readonly number[],
    dtype: Dtype,
  ) => Node
  /** A node with a name, or one that waits for others: a source, a variable, a change of state, a result. */
  readonly named: (node: Omit<Node, 'id' | 'inputs'> & { readonly inputs?: readonly Node[] }) => Node
  readonly constant: (values: readonly number[], shape: readonly number[], dtype: Dtype) => Node
  readonly ints: (values: readonly number[]) => Node
  readonly int: (value: number) => Node
  readonly fill: (shape: readonly number[], value: number, dtype: Dtype) => Node
  /** Names the stage, or the part of a step, of everything that `write` records. */
  readonly within: <A>(where: Where, write: () => A) => A
  readonly where: () => Where
}
export interface Where {
  readonly stage?: string | undefined
  readonly part?: Part | undefined
}

export const recorder = (): Recorder => {
  const nodes: Node[] = []
  let where: Where = {}
  const add = (node: Omit<Node, 'id' | 'stage' | 'part'>): Node => {
    const { stage, part } = where
    const added = {
      id: nodes.length,
      ...node,
      ...(stage === undefined ? {} : { stage }),
      ...(part === undefined ? {} : { part }),
    }
    nodes.push(added)
    return added
  }
  const op: Recorder['op'] = (name, inputs, attributes, shape, dtype) =>
    add({ op: name, inputs: inputs.map(({ id }) => id), attributes, shape, dtype })
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
    within: (given, write) => {
      const outer = where
      where = { ...outer, ...given }
      try {
        return write()
      } finally {
        where = outer
      }
    },
    where: () => where,
  }
}
