/** What an editor shows of a pipeline does not grow with its stages. */
import { encode, evaluate, fragment, type Model, pipeline, tokenize, train } from '@siamese/core'
import * as loss from '@siamese/losses'
import * as pool from '@siamese/pooling'
import { minilm, stsb } from '../known.js'
import { sbert } from '../sbert.js'

export const encoded = pipeline(stsb, tokenize(minilm), encode(minilm))
export const embedding = pipeline(stsb, sbert)
export const whole = pipeline(
  stsb,
  tokenize(minilm, { maxLength: 128 }),
  encode(minilm),
  pool.mean(),
  loss.cosineSimilarity(),
  evaluate.similarity({ on: 'dev', similarity: ['cosine', 'dot'] }),
  evaluate.loss({ on: 'dev' }),
  train({ epochs: 4, batchSize: 16, best: 'dev.spearman_cosine' }),
)
export const joined = pipeline(stsb, fragment(sbert, loss.cosineSimilarity()), train({ epochs: 1 }))
export const open = (model: Model) => pipeline(stsb, tokenize(model), encode(model), pool.mean())
