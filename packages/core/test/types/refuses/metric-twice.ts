import { evaluate, pipeline } from '@siamese/core'
import { stsb } from '../known.js'
import { sbert } from '../sbert.js'

export const refused = pipeline(
  stsb,
  sbert,
  evaluate.similarity({ on: 'dev', similarity: ['dot', 'cosine'] }),
  evaluate.similarity({ on: 'dev' }),
)
