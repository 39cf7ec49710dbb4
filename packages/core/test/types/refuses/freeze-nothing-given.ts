/** Why: Which parameters are meant is not guessed. Cure: Write parameters: ['embeddings']. */
import { freeze, pipeline, train } from '@siamese/core'
import * as loss from '@siamese/losses'
import { stsb } from '../known.js'
import { sbert } from '../sbert.js'

export const refused = pipeline(stsb, sbert, loss.cosineSimilarity(), freeze(), train({ epochs: 1 }))
