/** Why: What changes a data set changes one: each has its own columns and rows. Cure: Change the data sets, then put them together: tasks(drawPairs(…), …). */
import { drawPairs } from '@siamese/core'
import { both } from '../both.js'

export const refused = drawPairs(both, { of: 'premise', negatives: 7, seed: 42 })
