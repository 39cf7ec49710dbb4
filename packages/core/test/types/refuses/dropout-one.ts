/** Why: If every number is left out, there is nothing to learn from. Cure: Choose a number below 1; 0.1 is usual. */
import { pipeline, train } from '@siamese/core'
import * as loss from '@siamese/losses'
import { stsb } from '../known.js'
import { sbert } from '../sbert.js'

export const refused = pipeline(stsb, sbert, loss.cosineSimilarity(), train({ epochs: 1, dropout: 1 }))
