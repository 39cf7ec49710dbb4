/**
 * Why: Each loss of a sum finds its columns by its own rule.
 * Cure: Give the inner loss the columns that it needs, or leave it out.
 */
import { pipeline } from '@siamese/core'
import * as loss from '@siamese/losses'
import { triplets } from '../known.js'
import { sbert } from '../sbert.js'

export const refused = pipeline(triplets, sbert, loss.sum({ losses: [loss.triplet(), loss.cosent()] }))
