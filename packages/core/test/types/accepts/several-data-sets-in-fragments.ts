import { choose, evaluate, fragment, freeze, grid, multitask, type Pipeline, pipeline, train } from '@siamese/core'
import * as loss from '@siamese/losses'
import { both, columns } from '../both.js'
import { same } from '../same.js'
import { sbert } from '../sbert.js'

const losses = fragment(
  multitask({ nli: loss.softmax({ columns }), stsb: fragment(loss.cosineSimilarity()) }),
  evaluate.similarity({ on: 'stsb.dev' }),
)
export const made = pipeline(both, sbert, losses, train({ epochs: 1, best: 'stsb.dev.pearson_cosine' }))
/** What varies in a sweep. */
export const varied = grid(
  pipeline(
    both,
    sbert,
    multitask(
      { nli: loss.softmax({ columns }), stsb: choose(loss.cosineSimilarity(), loss.cosineSimilarity()) },
      { sampling: choose('proportional', 'round-robin') },
    ),
    evaluate.labels({ on: 'nli.dev', columns }),
    train({ epochs: 1, best: 'nli.dev.accuracy' }),
  ),
)
/** Losses of losses, and heads that are frozen by their names. */
export const nested = pipeline(
  both,
  sbert,
  multitask({
    nli: loss.softmax({ columns }),
    stsb: loss.matryoshka({ loss: loss.cosineSimilarity(), dims: [384, 128] }),
  }),
  freeze({ parameters: ['embeddings', 'head.nli'] }),
  evaluate.labels({ on: 'nli.dev', columns }),
  train({ epochs: 1, best: 'nli.dev.accuracy', sampler: 'no duplicates' }),
)
/** Evaluated without training. */
export const scored = pipeline(both, sbert, evaluate.similarity({ on: 'stsb.test' }))

same<typeof made, Pipeline<'nli+stsb', 384, 'minilm', 'trained'>>()
same<typeof scored, Pipeline<'nli+stsb', 384, 'minilm', 'sentenceEmbeddings'>>()
