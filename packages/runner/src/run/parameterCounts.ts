import * as tf from '@tensorflow/tfjs-core'
import { sizeOf } from '../graph/graph.js'
import type { OpenModel } from '../model/openModel.js'
import type { Plan } from '../plan.js'
import { freshHead } from '../train/head.js'

/** Numbers of the encoder. */
export const parametersOf = ({ weights }: Pick<OpenModel, 'weights'>): number =>
  [...weights.values()].reduce((sum, { shape }) => sum + sizeOf(shape), 0)

/** Numbers of each tensor that a loss brings along, by name. */
export const headSizes = ({ loss, data, width }: Plan): Readonly<Record<string, number>> => {
  const head = loss === undefined ? {} : freshHead(loss, data, width, 0)
  tf.dispose(Object.values(head))
  return Object.fromEntries(Object.entries(head).map(([name, { size }]) => [name, size]))
}
export const headOf = (plan: Plan): number => Object.values(headSizes(plan)).reduce((sum, size) => sum + size, 0)
