import { type AfterEncoder, inOrder, type Placed } from '../encode/placed.js'
import { plainStage, plainStages } from '../encode/plainStage.js'
import { weightsOf } from '../model/moduleWeights.js'
import type { ModulesToWrite, RouteToWrite } from '../sources/modelFiles/writtenModules.js'
import type { Tensors } from '../sources/safetensors.js'

/** The stages after an encoder with their trained weights, as a model folder has them. */
export const modulesToWrite = (
  after: AfterEncoder,
  trained: Tensors,
): Pick<ModulesToWrite, 'modules' | 'widths' | 'moduleWeights' | 'routes'> => {
  const { router } = after
  if (router === undefined) return listed(inOrder(after), trained)
  const { before, own, behind, apart } = router
  if (apart !== undefined) return listed(behind, trained)
  const [first, last] = [listed(before, trained), listed(behind, trained)]
  const arriving = [...before.map(({ to }) => to)].at(-1) ?? inOrder(after)[0]!.encoder.hidden
  const leaving = behind[0]?.from ?? inOrder(after).at(-1)!.to
  return {
    modules: plainStages(after),
    widths: [...before.map(({ from }) => from), arriving, leaving, ...behind.map(({ to }) => to)],
    moduleWeights: [...first.moduleWeights, new Map(), ...last.moduleWeights],
    routes: { query: listed(own.query, trained), document: listed(own.document, trained) },
  }
}

export const listed = (stages: readonly Placed[], trained: Tensors): RouteToWrite => ({
  modules: stages.map(plainStage),
  widths: stages.length === 0 ? [] : [stages[0]!.from, ...stages.map(({ to }) => to)],
  moduleWeights: stages.map(module => weightsOf(module, trained)),
})
