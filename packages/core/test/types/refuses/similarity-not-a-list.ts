// tsc speaks for itself
/** Why: Several similarities can be reported at once, so they are a list. Cure: Write `['dot']`. */
import { evaluate, pipeline } from '@siamese/core'
import { stsb } from '../known.js'
import { sbert } from '../sbert.js'

export const refused = pipeline(stsb, sbert, evaluate.similarity({ on: 'dev', similarity: 'dot' }))
