/** Why: Both say when to stop, and they would disagree. Cure: Write one of them. */
import { pipeline, train } from '@siamese/core'
import * as loss from '@siamese/losses'
import { stsb } from '../known.js'
import { sbert } from '../sbert.js'

export const refused = pipeline(stsb, sbert, loss.cosineSimilarity(), train({ epochs: 1, steps: 100 }))
