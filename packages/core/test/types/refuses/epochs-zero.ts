/** Why: Nothing would be trained. Cure: Choose 1 or more, or leave `train` out and evaluate only. */
import { pipeline, train } from '@siamese/core'
import * as loss from '@siamese/losses'
import { stsb } from '../known.js'
import { sbert } from '../sbert.js'

export const refused = pipeline(stsb, sbert, loss.cosineSimilarity(), train({ epochs: 0 }))
