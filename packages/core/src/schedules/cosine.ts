import * as t from 'io-ts'
import { described } from '../described.js'
import { options } from '../options.js'
import { definePart, describePart, type PartOf } from '../trainPart.js'
import { endsAbove } from '../trainPartSentences.js'

const description = describePart({
  name: 'schedule.cosine',
  about: 'The rate falls along a cosine, and rises again where it has more than half a wave',
  part: 'schedule',
  options: options({
    waves: [described(t.number, 'How many waves the cosine has after the warm-up'), 0.5],
    end: [described(t.number, 'The rate that it falls to'), 0],
  }),
  rules: [
    ['waves', 'is positive', 0, '{stage}: waves is {waves}: choose a number above 0'],
    ['end', '>=', 0, '{stage}: end is {end}: choose 0 or more'],
  ],
})
export interface Cosine extends PartOf<typeof description> {}

/**
 * e + (1 − e) · ½(1 + cos(2π · `waves` · p)) at the share p of the steps after the warm-up, with e the share `end` / `learningRate`.
 * Source: transformers' cosine (`num_cycles`) and cosine_with_min_lr (`min_lr`).
 */
export const cosine = definePart<Cosine>(description, {
  family: 'schedule',
  factor: ({ progress, learningRate }, { waves, end }) => {
    const least = (end as number) / learningRate
    return Math.max(0, 0.5 * (1 + Math.cos(2 * Math.PI * (waves as number) * progress)) * (1 - least) + least)
  },
  wrong: ({ end }, { learningRate }) =>
    typeof end !== 'number' || typeof learningRate !== 'number' || end < learningRate
      ? []
      : [{ sentence: endsAbove(description.name, end, learningRate), at: ['end'] }],
})
