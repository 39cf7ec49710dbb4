import type { ComputeOptions } from '../compute/openForward.js'
import type { PassName, Precision } from '../graph/passes/index.js'

/** How a run computes, from what it was asked and what its pipeline says. */
export interface Asked {
  readonly eager?: boolean
  readonly without?: readonly PassName[]
}
export const computingOf = ({ eager, without }: Asked, precision: Precision | undefined): ComputeOptions => ({
  precision: precision ?? 'float32',
  ...(eager === undefined ? {} : { eager }),
  ...(without === undefined ? {} : { without }),
})
