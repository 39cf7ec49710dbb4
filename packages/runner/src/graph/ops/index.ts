import { activations } from './activations.js'
import { normalisation } from './batchNorm.js'
import { convolutions } from './convolutions.js'
import { cutting } from './cutting.js'
import { type Decision, isKnown, type KernelName } from './decision.js'
import { eachNumber } from './eachNumber.js'
import { fromNothing } from './fromNothing.js'
import { indexing } from './indexing.js'
import { joining } from './joining.js'
import { recurrences } from './lstm.js'
import type { Op } from './op.js'
import { ordering } from './ordering.js'
import { padding } from './padding.js'
import { products } from './products.js'
import { reductions } from './reductions.js'
import { refusals } from './refusals.js'
import { runningTotals } from './runningTotals.js'
import { shaping } from './shaping.js'
import { twoOperands } from './twoOperands.js'
import { windows } from './windows.js'

/** Every kernel of tfjs, known or refused: one that a new version brings does not compile until it is decided. */
export const decisions: Readonly<Record<KernelName, Decision>> = {
  ...eachNumber,
  ...twoOperands,
  ...activations,
  ...fromNothing,
  ...shaping,
  ...cutting,
  ...joining,
  ...padding,
  ...reductions,
  ...runningTotals,
  ...ordering,
  ...indexing,
  ...products,
  ...convolutions,
  ...windows,
  ...normalisation,
  ...refusals,
}

/** The kernels that the compiler knows. What is not here is refused before training. */
export const ops: Readonly<Record<string, Op>> = {
  ...recurrences,
  ...Object.fromEntries(
    Object.entries(decisions).flatMap(([name, decision]) => (isKnown(decision) ? [[name, decision.write]] : [])),
  ),
}
