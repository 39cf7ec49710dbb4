/** Why: Rows are counted; a share of them is what `split` gives. Cure: Write a whole number, or use `split`. */
import { take } from '@siamese/core'
import { stsb } from '../known.js'

export const refused = take(stsb, 0.1)
