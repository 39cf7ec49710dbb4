/** Why: An empty list freezes nothing. Cure: Name some parameters, or leave freeze out. */
import { freeze, pipeline, train } from '@siamese/core'
import * as loss from '@siamese/losses'
import { stsb } from '../known.js'
import { sbert } from '../sbert.js'

export const refused = pipeline(stsb, sbert, loss.cosineSimilarity(), freeze({ parameters: [] }), train({ epochs: 1 }))
