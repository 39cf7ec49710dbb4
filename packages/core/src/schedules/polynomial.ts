import * as t from 'io-ts'
import { described } from '../described.js'
import { options } from '../options.js'
import { definePart, describePart, type PartOf } from '../trainPart.js'
import { endsAbove } from '../trainPartSentences.js'

const description = describePart({
  name: 'schedule.polynomial',
  about: 'The rate falls to a last one as a power of the steps that are left',
  part: 'schedule',
  options: options({
    power: [described(t.number, 'The power: 1 is a line, more falls faster at first'), 1],
    end: [described(t.number, 'The rate that it falls to'), 1e-7],
  }),
  rules: [
    ['power', 'is positive', 0, '{stage}: power is {power}: choose a number above 0'],
    ['end', '>=', 0, '{stage}: end is {end}: choose 0 or more'],
  ],
})
export interface Polynomial extends PartOf<typeof description> {}

/**
 * ((η − e)(1 − p)ⁿ + e) / η with e the rate at the `end`, n the `power` and η `learningRate`, at the share p of the steps after the
 * warm-up. Source: transformers' polynomial (`power`, `lr_end`).
 */
export const polynomial = definePart<Polynomial>(description, {
  family: 'schedule',
  factor: ({ progress, learningRate }, { power, end }) =>
    ((learningRate - (end as number)) * Math.max(0, 1 - progress) ** (power as number) + (end as number)) /
    learningRate,
  wrong: ({ end }, { learningRate }) =>
    typeof end !== 'number' || typeof learningRate !== 'number' || end < learningRate
      ? []
      : [{ sentence: endsAbove(description.name, end, learningRate), at: ['end'] }],
})
