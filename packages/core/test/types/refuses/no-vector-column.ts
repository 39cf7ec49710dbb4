/**
 * Why: It learns the vectors of a teacher, and the data have none.
 * Cure: Add a column of vectors, or use another loss.
 */
import { pipeline } from '@siamese/core'
import * as loss from '@siamese/losses'
import { triplets } from '../known.js'
import { sbert } from '../sbert.js'

export const refused = pipeline(triplets, sbert, loss.mse({ columns: { text: 'anchor' } }))
