/** Why: A schedule says how the rate of `train` goes on. Cure: Write it as a setting of `train`. */
import { pipeline, schedule, train } from '@siamese/core'
import * as loss from '@siamese/losses'
import { stsb } from '../known.js'
import { sbert } from '../sbert.js'

export const refused = pipeline(stsb, sbert, loss.cosineSimilarity(), schedule.cosine(), train({ epochs: 1 }))
