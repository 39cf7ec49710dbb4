/**
 * Why: It pulls pairs together or apart, so each pair must be labelled 0 or 1.
 * Cure: Use a loss for scores, or data with a binary column.
 */
import { pipeline } from '@siamese/core'
import * as loss from '@siamese/losses'
import { stsb } from '../known.js'
import { sbert } from '../sbert.js'

export const refused = pipeline(stsb, sbert, loss.contrastive())
