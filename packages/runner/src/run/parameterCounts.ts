import { sizeOfModule } from '../encode/placed.js'
import { sizeOf } from '../graph/graph.js'
import type { OpenModel } from '../model/openModel.js'
import type { Plan } from '../plan.js'
import { shapesOfHeads } from '../train/head.js'

/** Numbers of the encoder. */
export const parametersOf = ({ weights }: Pick<OpenModel, 'weights'>): number =>
  [...weights.values()].reduce((sum, { shape }) => sum + sizeOf(shape), 0)

/** Numbers that the modules of a pipeline bring along. */
export const modulesSize = ({ modules }: Plan): number => modules.reduce((sum, module) => sum + sizeOfModule(module), 0)

/** Numbers of each tensor that a loss brings along, by name. */
export const headSizes = ({ tasks, width }: Plan): Readonly<Record<string, number>> =>
  Object.fromEntries(Object.entries(shapesOfHeads(tasks, width)).map(([name, shape]) => [name, sizeOf(shape)]))
export const headOf = (plan: Plan): number => Object.values(headSizes(plan)).reduce((sum, size) => sum + size, 0)
