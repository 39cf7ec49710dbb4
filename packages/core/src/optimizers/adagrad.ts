import * as t from 'io-ts'
import { described } from '../described.js'
import { options } from '../options.js'
import { definePart, describePart, type PartOf } from '../trainPart.js'

const description = describePart({
  name: 'optimizer.adagrad',
  about: 'Steps that grow shorter where gradients were long before',
  part: 'optimizer',
  options: options({
    rateDecay: [described(t.number, 'How fast the rate falls beside its schedule: by 1 + (t − 1) · rateDecay'), 0],
    start: [described(t.number, 'What the sum of squared gradients begins with'), 0],
    epsilon: [described(t.number, 'What keeps the division from zero'), 1e-10],
  }),
  rules: [
    ['rateDecay', '>=', 0, '{stage}: rateDecay is {rateDecay}: choose 0 or more'],
    ['start', '>=', 0, '{stage}: start is {start}, a sum of squares: choose 0 or more'],
    ['epsilon', 'is positive', 0, '{stage}: epsilon is {epsilon}: choose a number above 0'],
  ],
})
export interface Adagrad extends PartOf<typeof description> {}

/**
 * g ← g + λw with λ the `weightDecay` of train; s ← s + g²; w ← w − η/(1 + (t − 1)·`rateDecay`) · g / (√s + ε).
 * Duchi, Hazan & Singer 2011, as torch.optim.Adagrad (`lr_decay`, `initial_accumulator_value`, `eps`).
 */
export const adagrad = definePart<Adagrad>(description, { family: 'optimizer', kind: 'adagrad' })
