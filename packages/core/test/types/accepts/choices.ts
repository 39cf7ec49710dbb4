import { choose, encode, evaluate, fragment, type Pipeline, pipeline, tokenize, train, when } from '@siamese/core'
import * as loss from '@siamese/losses'
import * as pool from '@siamese/pooling'
import { cased, minilm, stsb } from '../known.js'
import { same } from '../same.js'

/** Settings and stages to choose from: every point fits, and all end alike. */
export const made = pipeline(
  stsb,
  tokenize(minilm, { maxLength: choose(64, 128) }),
  encode(minilm),
  choose(pool.mean(), pool.cls()),
  when(choose(true, false), pool.normalize()),
  loss.cosineSimilarity(),
  evaluate.similarity({ on: 'dev' }),
  train({ epochs: 1, learningRate: choose(1e-5, 2e-5, 5e-5), batchSize: choose(16, 32), best: 'dev.spearman_cosine' }),
)
same<typeof made, Pipeline<'stsb', 384, 'minilm', 'trained'>>()

/** Models to choose from, each with its tokenizer: the widths differ. */
export const models = pipeline(
  stsb,
  choose(fragment(tokenize(minilm), encode(minilm)), fragment(tokenize(cased), encode(cased))),
  pool.mean(),
)
same<typeof models, Pipeline<'stsb', 384 | 768, 'minilm' | 'cased', 'sentenceEmbeddings'>>()

/** A stage that a function's argument turns on. */
const unit = (normalized: boolean) =>
  pipeline(stsb, tokenize(minilm), encode(minilm), pool.mean(), when(normalized, pool.normalize()))
export const on = unit(true)
same<typeof on, Pipeline<'stsb', 384, 'minilm', 'sentenceEmbeddings'>>()
