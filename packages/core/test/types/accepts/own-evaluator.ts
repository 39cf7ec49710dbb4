import { defineEvaluator, type Pipeline, pipeline, train } from '@siamese/core'
import * as loss from '@siamese/losses'
import { stsb } from '../known.js'
import { same } from '../same.js'
import { sbert } from '../sbert.js'

const variety = defineEvaluator({
  name: 'evaluate.variety',
  roles: ['sentence1: text'],
  reads: 'embeddings',
  metrics: ['variety', 'spread_{similarity}'],
  score: ({ rows, embeddings }) => ({ variety: embeddings.sentence1!.length / rows, spread_cosine: 0 }),
})

export const made = pipeline(
  stsb,
  sbert,
  loss.cosineSimilarity(),
  variety({ on: 'dev' }),
  train({ epochs: 1, best: 'dev.variety' }),
)
export const spread = pipeline(
  stsb,
  sbert,
  loss.cosineSimilarity(),
  variety({ on: 'dev' }),
  train({ epochs: 1, best: 'dev.spread_cosine' }),
)
same<typeof made, Pipeline<'stsb', 384, 'minilm', 'trained'>>()
