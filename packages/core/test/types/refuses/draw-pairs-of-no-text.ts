/** Why: Pairs are made of texts, of a column that is there. Cure: Write the name of a text column as the data have it. */
import { drawPairs } from '@siamese/core'
import { stsb } from '../known.js'

export const refused = drawPairs(stsb, { of: 'score', negatives: 7, seed: 42 })
