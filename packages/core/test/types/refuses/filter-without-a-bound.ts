/** Why: A filter without a bound keeps every row. Cure: Write a bound, or leave the filter out. */
import { filter } from '@siamese/core'
import { stsb } from '../known.js'

export const refused = filter(stsb, { column: 'score' })
