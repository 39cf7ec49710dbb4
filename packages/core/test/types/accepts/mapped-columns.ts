import { evaluate, type Pipeline, pipeline, train } from '@siamese/core'
import * as loss from '@siamese/losses'
import { stsb } from '../known.js'
import { same } from '../same.js'
import { sbert } from '../sbert.js'

export const made = pipeline(
  stsb,
  sbert,
  loss.cosineSimilarity({ columns: { sentence1: 'sentence2', sentence2: 'sentence1' } }),
  evaluate.similarity({ on: 'dev', columns: { score: 'score' }, prompts: { sentence1: 'query: ' } }),
  train({ epochs: 1, prompts: { sentence1: 'query: ' } }),
)

same<typeof made, Pipeline<'stsb', 384, 'minilm', 'trained'>>()

/** Without `as const` these are any texts: the program says whether there are such columns. */
const open = { sentence1: 'sentence2', sentence2: 'sentence1' }
pipeline(stsb, sbert, loss.cosineSimilarity({ columns: open }), train({ epochs: 1 }))
