/**
 * Why: A pipeline ends with training: what stands behind it would never be computed.
 * Cure: Put the loss before `train`.
 */
import { pipeline, train } from '@siamese/core'
import * as loss from '@siamese/losses'
import { stsb } from '../known.js'
import { sbert } from '../sbert.js'

export const refused = pipeline(stsb, sbert, loss.cosineSimilarity(), train({ epochs: 1 }), loss.cosineSimilarity())
