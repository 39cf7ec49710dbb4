import type { Loses } from '@siamese/core'
import { isLeft } from 'fp-ts/lib/Either.js'
import type { SentenceEncoder } from '../encode/sentenceEncoder.js'
import { runsGraphs } from '../engine/graphSession.js'
import type { Passes } from '../graph/passes/index.js'
import type { Planned } from '../plan.js'
import { openCompiled, programOf } from './compiled.js'
import { eagerForward } from './eagerForward.js'
import type { Forward } from './forward.js'
import { disposeParameters, type Parameters } from './parameters.js'

/** How a model computes: as one graph, or operation by operation, and why that where a graph was to be expected. */
export interface Way {
  readonly computes: 'graph' | 'operations'
  readonly refused?: string
}
export interface OpenForward extends Way {
  readonly forward: Forward
  readonly close: () => void
}

export interface ComputeOptions extends Passes {
  /** Operation by operation, also where the engine could run a graph. */
  readonly eager?: boolean
}

export const compilesGraphs = ({ eager = false }: Pick<ComputeOptions, 'eager'>): boolean => !eager && runsGraphs()

/** Opens a model that is not trained; the parameters given are taken over. */
export const openForward = (
  sentenceEncoder: SentenceEncoder,
  loss: Planned<Loses> | undefined,
  start: Parameters,
  options: ComputeOptions,
): OpenForward => {
  const inOperations = (refused?: string): OpenForward => ({
    forward: eagerForward(sentenceEncoder, loss, () => start),
    computes: 'operations',
    ...(refused === undefined ? {} : { refused }),
    close: () => disposeParameters(start),
  })
  if (!compilesGraphs(options)) return inOperations()
  const compiled = openCompiled(programOf(sentenceEncoder, loss, start), start, options)
  if (isLeft(compiled)) return inOperations(compiled.left)
  const { forward, close } = compiled.right
  return { forward, computes: 'graph', close }
}
