import * as t from 'io-ts'
import { described } from '../described.js'
import { options } from '../options.js'
import { definePart, describePart, type PartOf } from '../trainPart.js'

const description = describePart({
  name: 'schedule.cosine',
  about: 'The rate falls to 0 along a cosine, and rises again where it has more than half a wave',
  part: 'schedule',
  options: options({ waves: [described(t.number, 'How many waves the cosine has after the warm-up'), 0.5] }),
  rules: [['waves', 'is positive', 0, '{stage}: waves is {waves}: choose a number above 0']],
})
export interface Cosine extends PartOf<typeof description> {}

/** ½(1 + cos(2π · `waves` · p)) at the share p of the steps after the warm-up. Source: transformers' cosine (`num_cycles`). */
export const cosine = definePart<Cosine>(description, {
  family: 'schedule',
  factor: ({ progress }, { waves }) => Math.max(0, 0.5 * (1 + Math.cos(2 * Math.PI * (waves as number) * progress))),
})
