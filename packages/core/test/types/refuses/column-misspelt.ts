/** Why: The data have no column of this name. Cure: Write one of the names that the message lists. */
import { pipeline } from '@siamese/core'
import * as loss from '@siamese/losses'
import { nli } from '../known.js'
import { sbert } from '../sbert.js'

export const refused = pipeline(nli, sbert, loss.softmax({ columns: { sentence1: 'premis', sentence2: 'hypothesis' } }))
