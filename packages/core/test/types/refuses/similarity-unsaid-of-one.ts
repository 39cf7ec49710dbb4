/**
 * Why: The model's own files say how its embeddings are compared, and this evaluator would do otherwise without a word.
 * Cure: Write the similarity that is meant.
 */
import { encode, evaluate, pipeline, tokenize } from '@siamese/core'
import * as pool from '@siamese/pooling'
import { answers, e5 } from '../known.js'

export const refused = pipeline(
  answers,
  tokenize(e5),
  encode(e5),
  pool.cls(),
  evaluate.reranking({ on: 'dev', prompts: { query: 'query: ', positive: 'passage: ', negative: 'passage: ' } }),
)
