import type { Node } from '../graph.js'
import type { Recorder } from '../recorder.js'
import { type Decisions, known } from './decision.js'
import { eachNumber } from './eachNumber.js'
import { fromFront, type Op, typed } from './op.js'

interface Along {
  readonly axis?: number | readonly number[]
  /** What tfjs calls the axes of a maximum. */
  readonly reductionIndices?: number | readonly number[]
  readonly keepDims?: boolean
}
const along = (x: Node, { axis, reductionIndices, keepDims = false }: Along) => {
  const asked = [axis ?? reductionIndices ?? x.shape.map((_, i) => i)].flat()
  const axes = asked.map(each => fromFront(each, x))
  const shape = keepDims
    ? x.shape.map((side, i) => (axes.includes(i) ? 1 : side))
    : x.shape.filter((_, i) => !axes.includes(i))
  return { axes, shape, attributes: { Tidx: { type: 'int32' }, keep_dims: { flag: keepDims } } as const }
}

const reduction =
  (op: string): Op =>
  (write, { x }, given: Along) => {
    const { axes, shape, attributes } = along(x!, given)
    return write.op(op, [x!, write.ints(axes)], { ...typed(x!), ...attributes }, shape, x!.dtype)
  }

const ofTruths =
  (op: string): Op =>
  (write, { x }, given: Along) => {
    const { axes, shape, attributes } = along(x!, given)
    return write.op(op, [x!, write.ints(axes)], attributes, shape, 'bool')
  }

const asFloat = (write: Recorder, x: Node): Node => eachNumber.Cast.write(write, { x }, { dtype: 'float32' }) as Node
/** The mean of whole numbers is no whole number. */
const mean: Op = (write, { x }, given: Along) => reduction('Mean')(write, { x: asFloat(write, x!) }, given)

const rest = 'x without the axes, or with 1 there'
export const reductions = {
  All: known('All', rest, ofTruths('All'), 'ours'),
  Any: known('Any', rest, ofTruths('Any'), 'ours'),
  Max: known('Max', rest, reduction('Max')),
  Mean: known('Mean', `${rest}, float32`, mean),
  Min: known('Min', rest, reduction('Min')),
  Prod: known('Prod', rest, reduction('Prod'), 'ours'),
  Sum: known('Sum', rest, reduction('Sum')),
} as const satisfies Decisions
