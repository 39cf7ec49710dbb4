import { decoderShapes, decodersFor } from '../compute/decoders.js'
import { copiesFor } from '../compute/encoderCopies.js'
import { parametersOfModules, sizeOfModule, weighing } from '../encode/placed.js'
import { sizeOf } from '../graph/graph.js'
import type { OpenModel } from '../model/openModel.js'
import type { Plan } from '../plan.js'
import { shapesOfHeads } from '../train/headShapes.js'

/** Numbers of the encoder. */
export const parametersOf = ({ weights }: Pick<OpenModel, 'weights'>): number =>
  [...weights.values()].reduce((sum, { shape }) => sum + sizeOf(shape), 0)

/** Numbers that the modules of a pipeline bring along. */
export const modulesSize = (plan: Plan): number => weighing(plan).reduce((sum, module) => sum + sizeOfModule(module), 0)

/** Numbers of each tensor that a loss brings along, by name, those of a copy of the encoder and of a decoder among them. */
export const headSizes = (
  { tasks, width, ...after }: Plan,
  { encoder, weights }: Pick<OpenModel, 'encoder' | 'weights'>,
): Readonly<Record<string, number>> => {
  const held = Object.fromEntries([...weights].map(([name, { shape }]) => [name, shape] as const))
  const copies = copiesFor(tasks, held, parametersOfModules(weighing(after)))
  const decoders = decodersFor(tasks, decoderShapes(encoder))
  return Object.fromEntries(
    Object.entries({ ...shapesOfHeads(tasks, width), ...copies, ...decoders }).map(([name, shape]) => [
      name,
      sizeOf(shape),
    ]),
  )
}
export const headOf = (plan: Plan, model: Pick<OpenModel, 'encoder' | 'weights'>): number =>
  Object.values(headSizes(plan, model)).reduce((sum, size) => sum + size, 0)
