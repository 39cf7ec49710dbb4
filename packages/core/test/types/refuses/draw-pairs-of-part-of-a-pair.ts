/** Why: Negatives are pairs, and a pair is whole. Cure: Choose a whole number. */
import { drawPairs } from '@siamese/core'
import { stsb } from '../known.js'

export const refused = drawPairs(stsb, { of: 'sentence1', negatives: 1.5, seed: 42 })
