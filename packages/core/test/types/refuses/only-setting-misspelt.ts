// tsc speaks for itself
/** Why: A setting that nobody reads would be ignored without a word. Cure: Write `epochs`. */
import { pipeline, train } from '@siamese/core'
import * as loss from '@siamese/losses'
import { stsb } from '../known.js'
import { sbert } from '../sbert.js'

export const refused = pipeline(stsb, sbert, loss.cosineSimilarity(), train({ epoch: 3 }))
