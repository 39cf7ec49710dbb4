import * as t from 'io-ts'
import { described } from '../described.js'
import { options } from '../options.js'
import { definePart, describePart, type PartOf } from '../trainPart.js'

const description = describePart({
  name: 'schedule.cosineWithRestarts',
  about: 'The rate falls to 0 along a cosine several times, from the highest rate each time',
  part: 'schedule',
  options: options({ cycles: [described(t.number, 'How many times the rate falls'), 1] }),
  rules: [
    ['cycles', 'is positive', 0, '{stage}: cycles is {cycles}: choose 1 or more'],
    ['cycles', 'is whole', 0, '{stage}: cycles is {cycles}, not a whole number'],
  ],
})
export interface CosineWithRestarts extends PartOf<typeof description> {}

/**
 * ½(1 + cos(π · frac(`cycles` · p))) at the share p of the steps after the warm-up, and 0 at the end.
 * Source: transformers' cosine_with_restarts (`num_cycles`).
 */
export const cosineWithRestarts = definePart<CosineWithRestarts>(description, {
  family: 'schedule',
  factor: ({ progress }, { cycles }) =>
    progress >= 1 ? 0 : Math.max(0, 0.5 * (1 + Math.cos(Math.PI * (((cycles as number) * progress) % 1)))),
})
