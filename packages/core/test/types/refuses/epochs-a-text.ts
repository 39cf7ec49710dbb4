// tsc speaks for itself
/** Why: A text is no number, even when it looks like one. Cure: Write the number without quotes. */
import { pipeline, train } from '@siamese/core'
import * as loss from '@siamese/losses'
import { stsb } from '../known.js'
import { sbert } from '../sbert.js'

export const refused = pipeline(stsb, sbert, loss.cosineSimilarity(), train({ epochs: '1' }))
