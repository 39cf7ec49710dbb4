import { evaluate, type Pipeline, pipeline, train } from '@siamese/core'
import * as loss from '@siamese/losses'
import { nli, stsb } from '../known.js'
import { same } from '../same.js'
import { sbert } from '../sbert.js'

/** Lists that a program put together: what is in them is known when it runs. */
const similarities: ('cosine' | 'dot')[] = ['cosine', 'dot']
export const made = pipeline(
  stsb,
  sbert,
  loss.cosineSimilarity(),
  evaluate.similarity({ on: 'dev', similarity: similarities }),
  train({ epochs: 1, best: 'dev.spearman_dot' }),
)
same<typeof made, Pipeline<'stsb', 384, 'minilm', 'trained'>>()

const parts: ('u' | 'v' | '|u-v|' | 'u*v')[] = ['u', 'v', '|u-v|']
const columns = { sentence1: 'premise' as const, sentence2: 'hypothesis' as const }
export const classified = pipeline(nli, sbert, loss.softmax({ columns, parts }), train({ epochs: 1 }))
same<typeof classified, Pipeline<'nli', 384, 'minilm', 'trained'>>()
