import { definePart, describePart, type PartOf } from '../trainPart.js'
import { momentRules, moments } from './moments.js'

const description = describePart({
  name: 'optimizer.adamW',
  about: 'Steps of even size along the running mean of the gradient; weights decay by themselves',
  part: 'optimizer',
  options: moments,
  rules: momentRules,
})
export interface AdamW extends PartOf<typeof description> {}

/**
 * What train uses where no optimizer is written: m ← β₁m + (1 − β₁)g; v ← β₂v + (1 − β₂)g²; w ← w(1 − ηλ);
 * w ← w − η/(1 − β₁ᵗ) · m / (√(v/(1 − β₂ᵗ)) + ε), with λ the `weightDecay` of train. ε stands outside the root.
 * `divideBy: 'largest'` takes the largest v so far. A parameter without a gradient stays as it is and does not decay.
 * Loshchilov & Hutter 2019, as torch.optim.AdamW.
 */
export const adamW = definePart<AdamW>(description, { family: 'optimizer', kind: 'adamW' })
