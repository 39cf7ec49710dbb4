/** Why: A decay below 0 makes weights grow without end. Cure: Choose 0 or more; 0.01 is usual. */
import { pipeline, train } from '@siamese/core'
import * as loss from '@siamese/losses'
import { stsb } from '../known.js'
import { sbert } from '../sbert.js'

export const refused = pipeline(stsb, sbert, loss.cosineSimilarity(), train({ epochs: 1, weightDecay: -0.01 }))
