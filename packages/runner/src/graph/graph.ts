/** The program that a trace wrote down: TensorFlow's operations as plain data, each after what it reads. */
export type Dtype = 'float32' | 'int32' | 'bool' | 'int64' | 'uint16' | 'uint64' | 'resource'

/** An attribute of a node, as TensorFlow names it; a text is a dtype unless it is said to be words. */
export type Attribute =
  | { readonly type: Dtype }
  | { readonly int: number }
  | { readonly ints: readonly number[] }
  | { readonly float: number }
  | { readonly flag: boolean }
  | { readonly words: string }
  | { readonly shape: readonly number[] }

export interface Node {
  readonly id: number
  /** TensorFlow's name of the operation. */
  readonly op: string
  readonly inputs: readonly number[]
  readonly attributes: Readonly<Record<string, Attribute>>
  readonly shape: readonly number[]
  readonly dtype: Dtype
  /** A constant's numbers. */
  readonly values?: readonly number[]
  /** What it is fed or fetched as. */
  readonly name?: string
  /** Nodes that are done before it, though it does not read them. */
  readonly after?: readonly number[]
  /** The stage that asked for it. */
  readonly stage?: string
}

export interface Graph {
  readonly nodes: readonly Node[]
}

export const sizeOf = (shape: readonly number[]): number => shape.reduce((size, side) => size * side, 1)

/** One line a node: `%4 = MatMul(%1, %3) float32[6, 8]`. */
export const printGraph = ({ nodes }: Graph): string => nodes.map(printNode).join('\n')

const printNode = ({ id, op, inputs, shape, dtype, values, name, after, stage }: Node): string => {
  const read = inputs.map(input => `%${input}`).join(', ')
  const given = values === undefined ? read : values.length > 8 ? `${values.slice(0, 8).join(' ')} …` : values.join(' ')
  const rest = [
    ...(name === undefined ? [] : [`"${name}"`]),
    ...(after === undefined || after.length === 0 ? [] : [`after ${after.map(each => `%${each}`).join(' ')}`]),
    ...(stage === undefined ? [] : [`# ${stage}`]),
  ]
  return [`%${id} = ${op}(${given}) ${dtype}[${shape.join(', ')}]`, ...rest].join('  ')
}
