/** Why: A sentence compared with itself teaches nothing. Cure: Give each role a column of its own. */
import { pipeline } from '@siamese/core'
import * as loss from '@siamese/losses'
import { nli } from '../known.js'
import { sbert } from '../sbert.js'

export const refused = pipeline(nli, sbert, loss.softmax({ columns: { sentence1: 'premise', sentence2: 'premise' } }))
