import { decoderShapes, decodersFor } from '../compute/decoders.js'
import { copiesFor } from '../compute/encoderCopies.js'
import { parametersOfModules, weighing } from '../encode/placed.js'
import type { OpenModel } from '../model/openModel.js'
import type { Plan } from '../plan.js'
import { shapesOfHeads } from '../train/headShapes.js'
import { groupsOf, type Trained, trainedOf } from '../train/shares.js'

/** Every parameter of an opened plan, in the order of its encoder, its modules and its loss, with the rate that it is trained at; 0 when frozen. */
export const trainedParameters = (plan: Plan, { encoder }: Pick<OpenModel, 'encoder'>): readonly Trained[] => {
  const modules = parametersOfModules(weighing(plan))
  const parameters = { ...encoder.parameters, ...modules }
  const head = {
    ...shapesOfHeads(plan.tasks, plan.width),
    ...copiesFor(plan.tasks, encoder.parameters, modules),
    ...decodersFor(plan.tasks, decoderShapes(encoder)),
  }
  return trainedOf(groupsOf(plan), { parameters, head })
}
