/** Why: A rate of 0 changes no weight. Cure: Choose a number above 0; 2e-5 is usual. */
import { pipeline, train } from '@siamese/core'
import * as loss from '@siamese/losses'
import { stsb } from '../known.js'
import { sbert } from '../sbert.js'

export const refused = pipeline(stsb, sbert, loss.cosineSimilarity(), train({ epochs: 1, learningRate: 0 }))
