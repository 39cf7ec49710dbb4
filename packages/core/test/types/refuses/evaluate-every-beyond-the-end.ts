/**
 * Why: The run is over before, so nothing would be evaluated on the way.
 * Cure: Evaluate more often, or leave it out for each end of an epoch.
 */
import { pipeline, train } from '@siamese/core'
import * as loss from '@siamese/losses'
import { triplets } from '../known.js'
import { sbert } from '../sbert.js'

export const refused = pipeline(triplets, sbert, loss.triplet(), train({ steps: 100, evaluateEvery: 500 }))
