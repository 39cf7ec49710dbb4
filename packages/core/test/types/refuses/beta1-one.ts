/** Why: If all of the old mean is kept, no gradient ever enters it. Cure: Choose a number below 1; 0.9 is usual. */
import { pipeline, train } from '@siamese/core'
import * as loss from '@siamese/losses'
import { stsb } from '../known.js'
import { sbert } from '../sbert.js'

export const refused = pipeline(stsb, sbert, loss.cosineSimilarity(), train({ epochs: 1, beta1: 1 }))
