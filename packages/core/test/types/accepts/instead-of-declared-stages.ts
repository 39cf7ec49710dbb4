import { encode, evaluate, type Pipeline, pipeline, tokenize } from '@siamese/core'
import * as pool from '@siamese/pooling'
import { mini, minilm, stsb } from '../known.js'
import { same } from '../same.js'

/** Another pooling than the model's own, written as meant. */
export const made = pipeline(
  stsb,
  tokenize(mini),
  encode(mini, { insteadOf: ['pool.mean', 'pool.normalize'] }),
  pool.cls(),
  evaluate.similarity({ on: 'test' }),
)
same<typeof made, Pipeline<'stsb', 384, 'mini', 'sentenceEmbeddings'>>()

/** A model that declares nothing leaves everything open. */
export const open = pipeline(stsb, tokenize(minilm), encode(minilm), pool.max(), pool.normalize(), pool.normalize())
same<typeof open, Pipeline<'stsb', 384, 'minilm', 'sentenceEmbeddings'>>()
