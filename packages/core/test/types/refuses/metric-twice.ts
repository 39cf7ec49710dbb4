/**
 * Why: A metric is found by its name, so two of one name could not be told apart.
 * Cure: Remove one, or let it score another split.
 */
import { evaluate, pipeline } from '@siamese/core'
import { stsb } from '../known.js'
import { sbert } from '../sbert.js'

export const refused = pipeline(
  stsb,
  sbert,
  evaluate.similarity({ on: 'dev', similarity: ['dot', 'cosine'] }),
  evaluate.similarity({ on: 'dev' }),
)
