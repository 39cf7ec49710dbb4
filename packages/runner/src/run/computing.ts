import type { ComputeOptions } from '../compute/openForward.js'
import type { Precision } from '../graph/passes/index.js'
import type { PassName } from '../graph/passNames.js'

/** How a plan is computed, as far as whoever runs it chooses. */
export interface Asked {
  /** Steps computed operation by operation, also where the engine could run them as one graph. */
  readonly eager?: boolean
  /** Passes of the graph compiler that are left out, to find a fault. */
  readonly without?: readonly PassName[]
}

/** How a run computes, from what it was asked and what its pipeline says. */
export const computingOf = ({ eager, without }: Asked, precision: Precision | undefined): ComputeOptions => ({
  precision: precision ?? 'float32',
  ...(eager === undefined ? {} : { eager }),
  ...(without === undefined ? {} : { without }),
})
