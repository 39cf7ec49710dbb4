/** Why: A rate follows a schedule, and nothing else. Cure: Write a name, or one of `schedule`. */
import { optimizer, pipeline, train } from '@siamese/core'
import * as loss from '@siamese/losses'
import { stsb } from '../known.js'
import { sbert } from '../sbert.js'

export const refused = pipeline(stsb, sbert, loss.cosineSimilarity(), train({ epochs: 1, schedule: optimizer.adam() }))
