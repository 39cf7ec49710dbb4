/** Why: Rows are embedded so many at a time. Cure: Choose 1 or more; 32 is usual. */
import { pipeline, train } from '@siamese/core'
import * as loss from '@siamese/losses'
import { stsb } from '../known.js'
import { sbert } from '../sbert.js'

export const refused = pipeline(stsb, sbert, loss.cosineSimilarity(), train({ epochs: 1, miniBatchSize: 0 }))
