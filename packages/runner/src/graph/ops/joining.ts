import { type Decisions, known } from './decision.js'
import { fromFront, type Op, typed } from './op.js'

const concat: Op = (write, inputs, { axis }: { readonly axis: number }) => {
  const parts = Object.values(inputs)
  const shape = [...parts[0]!.shape]
  const along = fromFront(axis, parts[0]!)
  shape[along] = parts.reduce((sum, part) => sum + part.shape[along]!, 0)
  const attributes = { ...typed(parts[0]!), N: { int: parts.length }, Tidx: { type: 'int32' } } as const
  return write.op('ConcatV2', [...parts, write.int(along)], attributes, shape, parts[0]!.dtype)
}

const pack: Op = (write, inputs, { axis }: { readonly axis: number }) => {
  const parts = Object.values(inputs)
  const shape = [...parts[0]!.shape]
  const along = axis < 0 ? axis + shape.length + 1 : axis
  shape.splice(along, 0, parts.length)
  const attributes = { ...typed(parts[0]!), N: { int: parts.length }, axis: { int: along } }
  return write.op('Pack', parts, attributes, shape, parts[0]!.dtype)
}

const addN: Op = (write, inputs) => {
  const terms = Object.values(inputs)
  const attributes = { ...typed(terms[0]!), N: { int: terms.length } }
  return write.op('AddN', terms, attributes, terms[0]!.shape, terms[0]!.dtype)
}

/** Several tensors into one. */
export const joining = {
  AddN: known('AddN', 'as each term', addN),
  Concat: known('ConcatV2', 'sides along the axis added up', concat),
  Pack: known('Pack', 'as each part, with a side for their number', pack),
} as const satisfies Decisions
