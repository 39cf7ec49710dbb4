import type { Weights } from '@siamese/core'
import type { PlannedLoss } from '../plan.js'
import { ofTask } from './taskNames.js'

/** The name of a parameter of the copy of the encoder that a loss trains beside it. */
export const copied = (name: string): string => `copy.${name}`

/** Whether a loss has texts encoded by a copy, or only told by one. */
const encodesByCopy = ({ inputs }: PlannedLoss): boolean =>
  inputs.some(({ kind, encoder }) => kind === 'text' && encoder === 'copy')
export const tellsByCopy = ({ inputs }: PlannedLoss): boolean =>
  inputs.some(({ kind, encoder }) => kind === 'told' && encoder === 'copy')

/** What losses copy of the encoder, and, where the copy encodes texts, of its modules, each for itself. */
export const copiesFor = <A>(
  tasks: readonly PlannedLoss[],
  encoder: Readonly<Record<string, A>>,
  modules: Readonly<Record<string, A>>,
  copy: (parameter: A) => A = each => each,
): Readonly<Record<string, A>> =>
  Object.assign(
    {},
    ...tasks.map(loss => {
      const encodes = encodesByCopy(loss)
      const parameters = { ...(encodes || tellsByCopy(loss) ? encoder : {}), ...(encodes ? modules : {}) }
      return ofTask(
        loss.task,
        Object.fromEntries(Object.entries(parameters).map(([name, each]) => [copied(name), copy(each)])),
      )
    }),
  )

/** A copy's parameters among a loss's own, under the names of the encoder's. */
export const copyAmong = (own: Weights): Weights =>
  Object.fromEntries(
    Object.entries(own).flatMap(([name, weight]) =>
      name.startsWith(copied('')) ? [[name.slice(copied('').length), weight]] : [],
    ),
  )
