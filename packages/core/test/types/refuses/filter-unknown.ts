// tsc speaks for itself
/**
 * Why: A filter reads one column, and the data have none of this name.
 * Cure: Write one of the names that the message lists.
 */
import { filter } from '@siamese/core'
import { stsb } from '../known.js'

export const refused = filter(stsb, { column: 'scores', atLeast: 3 })
