import { encode, evaluate, type Model, type Pipeline, pipeline, tokenize } from '@siamese/core'
import * as pool from '@siamese/pooling'
import { minilm, stsb } from '../known.js'
import { same } from '../same.js'

const sentenceModel = {
  ...minilm,
  model: 'sentences',
  modules: ['pool.mean', 'pool.normalize'],
} as const satisfies Model

/** What the model's own files declare follows it. */
export const asDeclared = pipeline(
  stsb,
  tokenize(sentenceModel),
  encode(sentenceModel),
  pool.mean(),
  pool.normalize(),
  evaluate.similarity({ on: 'test' }),
)
/** Or something else does, where that is written. */
export const asMeant = pipeline(
  stsb,
  tokenize(sentenceModel),
  encode(sentenceModel, { insteadOf: ['pool.mean', 'pool.normalize'] }),
  pool.cls(),
  evaluate.similarity({ on: 'test' }),
)
same<typeof asDeclared, Pipeline<'stsb', 384, 'sentences', 'sentenceEmbeddings'>>()
same<typeof asMeant, typeof asDeclared>()
