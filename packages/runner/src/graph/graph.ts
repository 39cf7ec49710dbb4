import { printSize, type Size, type Sizes } from './size.js'

/** The program of one entry point: TensorFlow's operations as plain data, each after what it reads. */
export type Dtype = 'float32' | 'bfloat16' | 'int32' | 'bool' | 'int64' | 'uint16' | 'uint64' | 'resource'

/** An attribute of a node, as TensorFlow names it. */
export type Attribute =
  | { readonly type: Dtype }
  | { readonly int: number }
  | { readonly float: number }
  | { readonly flag: boolean }
  | { readonly words: string }
  | { readonly shape: readonly number[] }
  | { readonly list: readonly number[] }

/** Which part of a step a node belongs to. */
export type Part = 'forward' | 'backward' | 'update'

/** `S` is what a number is: plain while one trace is recorded, a `Size` in the graph for all batches. */
export interface Node<S = number> {
  readonly id: number
  /** TensorFlow's name of the operation. */
  readonly op: string
  readonly inputs: readonly number[]
  readonly attributes: Readonly<Record<string, Attribute>>
  readonly shape: readonly S[]
  readonly dtype: Dtype
  /** A constant's numbers. */
  readonly values?: readonly S[]
  /** What it is fed or fetched as, or the variable it stands for. */
  readonly name?: string
  /** Nodes that are done before it, though it does not read them. */
  readonly after?: readonly number[]
  /** The stage that asked for it. */
  readonly stage?: string
  readonly part?: Part
}

export interface Graph {
  /** The entry point: its feeds and fetches begin with it. */
  readonly entry: string
  /** A node's id is its place. */
  readonly nodes: readonly Node<Size>[]
  /** Sizes that it was traced at: every rule about shapes holds at each of them. */
  readonly samples: readonly Sizes[]
}

/** Stands for one of the results of a node that has several; nothing is computed for it. */
export const portOp = 'Port'

export const sizeOf = (shape: readonly number[]): number => shape.reduce((size, side) => size * side, 1)

/** One line a node: `%4 = MatMul(%1, %3) float32[tokens, 8]`. */
export const printGraph = ({ nodes }: Pick<Graph, 'nodes'>): string => nodes.map(printNode).join('\n')

const printNode = ({ id, op, inputs, shape, dtype, values, name, after, stage, part }: Node<Size>): string => {
  const read = inputs.map(input => `%${input}`).join(', ')
  const numbers = values?.slice(0, shown).map(printSize).join(' ')
  const given = values === undefined ? read : values.length > shown ? `${numbers} …` : numbers
  const at = [stage, part === 'forward' ? undefined : part].filter(each => each !== undefined).join(', ')
  const rest = [
    ...(name === undefined ? [] : [`"${name}"`]),
    ...(after === undefined || after.length === 0 ? [] : [`after ${after.map(each => `%${each}`).join(' ')}`]),
    ...(at === '' ? [] : [`# ${at}`]),
  ]
  return [`%${id} = ${op}(${given}) ${dtype}[${shape.map(printSize).join(', ')}]`, ...rest].join('  ')
}
const shown = 8
