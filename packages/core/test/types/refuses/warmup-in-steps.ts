/** Why: Warm-up is a share of all steps, not a number of them. Cure: Write 0.1 for the first tenth. */
import { pipeline, train } from '@siamese/core'
import * as loss from '@siamese/losses'
import { stsb } from '../known.js'
import { sbert } from '../sbert.js'

export const refused = pipeline(stsb, sbert, loss.cosineSimilarity(), train({ epochs: 1, warmup: 100 }))
