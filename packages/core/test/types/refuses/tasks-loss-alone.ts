/** Why: A loss reads the columns of one data set; of several each needs its own. Cure: Put the losses in multitask, each under the name of its data set. */
import { pipeline } from '@siamese/core'
import * as loss from '@siamese/losses'
import { both } from '../both.js'
import { sbert } from '../sbert.js'

export const refused = pipeline(both, sbert, loss.cosineSimilarity())
