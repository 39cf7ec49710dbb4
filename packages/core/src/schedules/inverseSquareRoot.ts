import * as t from 'io-ts'
import { described } from '../described.js'
import { options } from '../options.js'
import { definePart, describePart, type PartOf } from '../trainPart.js'

const description = describePart({
  name: 'schedule.inverseSquareRoot',
  about: 'The rate falls as one over the root of the steps, and never to 0',
  part: 'schedule',
  options: options({
    timescale: [
      described(
        t.number,
        'Steps that count as one; those of the warm-up where it is not written, or 10,000 without one',
      ),
      undefined,
    ],
  }),
  rules: [['timescale', 'is positive', 0, '{stage}: timescale is {timescale}: choose a number above 0']],
})
export interface InverseSquareRoot extends PartOf<typeof description> {}

/**
 * √(T / (s − W + T)) at step s, after W steps of warm-up, with T the `timescale`. It does not depend on how long is trained.
 * Source: transformers' inverse_sqrt (`timescale`).
 */
export const inverseSquareRoot = definePart<InverseSquareRoot>(description, {
  family: 'schedule',
  factor: ({ after, warmup }, { timescale }) => {
    const scale = (timescale as number | undefined) ?? (warmup || 10_000)
    return 1 / Math.sqrt((after + scale) / scale)
  },
})
