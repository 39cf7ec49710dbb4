import { encode, evaluate, type Pipeline, pipeline, tokenize, train } from '@siamese/core'
import * as loss from '@siamese/losses'
import * as pool from '@siamese/pooling'
import { minilm, nli, stsb, triplets } from '../known.js'
import { same } from '../same.js'

/** A stage is a value: the same one stands in several pipelines, over other data. */
const cut = tokenize(minilm, { maxLength: 128 })
const encoder = encode(minilm)
const mean = pool.mean()
const briefly = train({ steps: 100 })

export const regressed = pipeline(stsb, cut, encoder, mean, loss.cosineSimilarity(), briefly)
export const ranked = pipeline(triplets, cut, encoder, mean, loss.triplet(), briefly)
export const classified = pipeline(
  nli,
  cut,
  encoder,
  mean,
  loss.softmax({ columns: { sentence1: 'premise', sentence2: 'hypothesis' } }),
  briefly,
)
export const scored = pipeline(stsb, cut, encoder, mean, evaluate.similarity({ on: 'dev' }))
same<typeof regressed, Pipeline<'stsb', 384, 'minilm', 'trained'>>()
same<typeof ranked.data.data, 'triplets'>()
same<typeof classified, Pipeline<'nli', 384, 'minilm', 'trained'>>()
