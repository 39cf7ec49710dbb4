// tsc speaks for itself
/** Why: Only a split that is there can be divided. Cure: Name one that the data have. */
import { split } from '@siamese/core'
import { nli } from '../known.js'

export const refused = split(nli, { of: 'test', into: { one: 0.5, two: 0.5 }, seed: 1 })
