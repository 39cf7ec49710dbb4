// tsc speaks for itself
/** Why: The head of `loss.softmax` sees these four parts; this one is none of them. Cure: Write `'|u-v|'`. */
import { pipeline } from '@siamese/core'
import * as loss from '@siamese/losses'
import { nli } from '../known.js'
import { sbert } from '../sbert.js'

export const refused = pipeline(
  nli,
  sbert,
  loss.softmax({ parts: ['u', 'v', '|v-u|'], columns: { sentence1: 'premise', sentence2: 'hypothesis' } }),
)
