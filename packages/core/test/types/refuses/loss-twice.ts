/** Why: One training step minimises one number. Cure: Keep one loss. */
import { pipeline } from '@siamese/core'
import * as loss from '@siamese/losses'
import { stsb } from '../known.js'
import { sbert } from '../sbert.js'

export const refused = pipeline(stsb, sbert, loss.cosineSimilarity(), loss.cosineSimilarity())
