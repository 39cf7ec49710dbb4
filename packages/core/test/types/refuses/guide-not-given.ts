/**
 * Why: Which texts are false negatives is the guide's to tell, and there is none.
 * Cure: Add a model with `siamese add` and give it as the guide, or use `loss.multipleNegativesRanking`.
 */
import { pipeline } from '@siamese/core'
import * as loss from '@siamese/losses'
import { triplets } from '../known.js'
import { sbert } from '../sbert.js'

export const refused = pipeline(triplets, sbert, loss.gist())
