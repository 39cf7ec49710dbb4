/** Why: A bound that nobody reads would be ignored without a word. Cure: Write `atLeast`. */
import { filter } from '@siamese/core'
import { stsb } from '../known.js'

export const refused = filter(stsb, { column: 'score', atleast: 3 })
