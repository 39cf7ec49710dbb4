// tsc speaks for itself
/** Why: Embeddings are compared in one of these four ways. Cure: Write `'cosine'`. */
import { evaluate, pipeline } from '@siamese/core'
import { stsb } from '../known.js'
import { sbert } from '../sbert.js'

export const refused = pipeline(stsb, sbert, evaluate.similarity({ on: 'dev', similarity: ['cosin'] }))
