import * as t from 'io-ts'
import { described } from '../described.js'
import { options } from '../options.js'
import { definePart, describePart, type PartOf } from '../trainPart.js'

const description = describePart({
  name: 'optimizer.nesterov',
  about: 'Steps along where the running sum of gradients will be',
  part: 'optimizer',
  options: options({
    momentum: described(t.number, 'What is kept of the running sum of gradients a step; 0.9 is usual'),
  }),
  rules: [
    [
      'momentum',
      'is positive',
      0,
      '{stage}: momentum is {momentum}, and it looks ahead by it: choose a number above 0',
    ],
    ['momentum', 'is a share', 0, '{stage}: momentum is {momentum}: choose a number from 0 to below 1'],
    ['momentum', 'is not', 1, '{stage}: momentum is 1, which never slows down: choose a number below 1'],
  ],
})
export interface Nesterov extends PartOf<typeof description> {}

/**
 * g ← g + λw with λ the `weightDecay` of train; b ← μb + g; w ← w − η(g + μb), with μ the `momentum`.
 * Sutskever et al. 2013, as torch.optim.SGD with `nesterov`.
 */
export const nesterov = definePart<Nesterov>(description, { family: 'optimizer', kind: 'nesterov' })
