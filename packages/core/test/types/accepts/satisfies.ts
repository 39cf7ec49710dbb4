import { evaluate, type Pipeline, pipeline, train } from '@siamese/core'
import * as loss from '@siamese/losses'
import { stsb } from '../known.js'
import { same } from '../same.js'
import { sbert } from '../sbert.js'

const settings = { epochs: 3, batchSize: 32, best: 'dev.spearman_cosine' } as const satisfies {
  readonly epochs: number
  readonly batchSize: number
  readonly best: `${string}.${string}`
}

/** `satisfies` holds a pipeline against what is wanted, and leaves its own type. */
export const made = pipeline(
  stsb,
  sbert,
  loss.cosineSimilarity(),
  evaluate.similarity({ on: 'dev' }),
  train(settings),
) satisfies Pipeline<string, 384>
same<typeof made, Pipeline<'stsb', 384, 'minilm', 'trained'>>()
