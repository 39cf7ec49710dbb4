import * as t from 'io-ts'
import { described } from '../described.js'
import { options } from '../options.js'
import { definePart, describePart, type PartOf } from '../trainPart.js'

const description = describePart({
  name: 'optimizer.sgd',
  about: 'Steps along the gradient, or along its running sum',
  part: 'optimizer',
  options: options({
    momentum: [described(t.number, 'What is kept of the running sum of gradients a step'), 0],
    dampening: [described(t.number, 'How much less of a new gradient is added to the running sum'), 0],
  }),
  rules: [
    ['momentum', 'is a share', 0, '{stage}: momentum is {momentum}: choose 0 to 1'],
    ['momentum', 'is not', 1, '{stage}: momentum is 1, which never slows down: choose a number below 1'],
    ['dampening', 'is a share', 0, '{stage}: dampening is {dampening}: choose 0 to 1'],
  ],
})
export interface Sgd extends PartOf<typeof description> {}

/**
 * g ← g + λw with λ the `weightDecay` of train; b ← μb + (1 − τ)g, at first b = g; w ← w − ηb, with μ the
 * `momentum` and τ the `dampening`. Without momentum w ← w − ηg. As torch.optim.SGD.
 */
export const sgd = definePart<Sgd>(description, { family: 'optimizer', kind: 'sgd' })
