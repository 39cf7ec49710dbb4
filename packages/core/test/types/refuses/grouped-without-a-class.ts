/** Why: Rows are put together by the class that the loss reads. Cure: Use a loss of classes, or another sampler. */
import { pipeline, train } from '@siamese/core'
import * as loss from '@siamese/losses'
import { triplets } from '../known.js'
import { sbert } from '../sbert.js'

export const refused = pipeline(triplets, sbert, loss.triplet(), train({ epochs: 1, sampler: 'grouped by label' }))
