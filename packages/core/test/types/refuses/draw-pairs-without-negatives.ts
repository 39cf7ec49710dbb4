/** Why: Without a pair of different texts, everything would be the same. Cure: Choose 1 or more; the paper has 7. */
import { drawPairs } from '@siamese/core'
import { stsb } from '../known.js'

export const refused = drawPairs(stsb, { of: 'sentence1', negatives: 0, seed: 42 })
