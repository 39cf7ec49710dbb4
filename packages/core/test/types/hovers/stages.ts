/** What an editor shows of a stage of each kind, with and without settings. */
import { encode, evaluate, tokenize, train } from '@siamese/core'
import * as loss from '@siamese/losses'
import * as pool from '@siamese/pooling'
import { minilm } from '../known.js'

export const tokenized = tokenize(minilm)
export const shortened = tokenize(minilm, { maxLength: 128 })
export const encoded = encode(minilm)
export const replaced = encode(minilm, { insteadOf: [] })
export const mean = pool.mean()
export const cls = pool.cls()
export const max = pool.max()
export const normalized = pool.normalize()
export const cosine = loss.cosineSimilarity()
export const mapped = loss.cosineSimilarity({ columns: { score: 'rating' } })
export const softmax = loss.softmax({ parts: ['u', 'v', '|u-v|'] })
export const triplet = loss.triplet({ margin: 0.5, distance: 'cosine' })
export const similar = evaluate.similarity({ on: 'dev' })
export const several = evaluate.similarity({ on: 'dev', similarity: ['cosine', 'dot'] })
export const labelled = evaluate.labels({ on: 'dev' })
export const lost = evaluate.loss({ on: 'dev' })
export const ranked = evaluate.triplet({ on: 'dev' })
export const trained = train({
  epochs: 4,
  batchSize: 16,
  learningRate: 2e-5,
  warmup: 0.1,
  best: 'dev.spearman_cosine',
  seed: 42,
})
