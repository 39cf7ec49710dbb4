import { choose, evaluate, fragment, type Pipeline, pipeline, train, when } from '@siamese/core'
import * as loss from '@siamese/losses'
import { nli, triplets } from '../known.js'
import { same } from '../same.js'
import { sbert } from '../sbert.js'

const columns = { sentence1: 'premise', sentence2: 'hypothesis' } as const

/** The head of one of them predicts. */
export const summed = pipeline(
  nli,
  sbert,
  loss.sum({
    losses: [
      loss.multipleNegativesRanking({ columns: { anchor: 'premise', positive: 'hypothesis' } }),
      loss.softmax({ columns }),
    ],
    weights: [1, 0.5],
  }),
  evaluate.labels({ on: 'dev', columns }),
  train({ epochs: 1, best: 'dev.accuracy' }),
)
export const nested = pipeline(
  triplets,
  sbert,
  loss.matryoshka({
    loss: loss.sum({ losses: [loss.triplet(), loss.multipleNegativesRanking()] }),
    dims: [384, 256, 64],
    weights: [1, 1, 0.5],
  }),
  train({ steps: 10, evaluateEvery: 10 }),
)
/** Every point of a sweep is checked, in losses inside losses too. */
export const swept = pipeline(
  triplets,
  sbert,
  loss.matryoshka({ loss: loss.triplet({ margin: choose(1, 5) }), dims: choose([384, 128], [384, 256, 128]) }),
  train({ epochs: 1 }),
)
export const chosen = pipeline(
  triplets,
  sbert,
  loss.sum({
    losses: [
      choose(loss.multipleNegativesRanking(), fragment(loss.triplet(), loss.multipleNegativesRanking())),
      loss.triplet(),
      when(choose(true, false), loss.triplet({ margin: 5 })),
    ],
  }),
)
export const whole = pipeline(
  triplets,
  sbert,
  loss.sum({ losses: choose([loss.triplet()], [loss.triplet(), loss.multipleNegativesRanking()]) }),
)
/** Numbers that are not known before it runs are the program's to check. */
export const open = (dims: readonly number[], weights: number[]) =>
  pipeline(triplets, sbert, loss.matryoshka({ loss: loss.triplet(), dims, weights }))

same<typeof summed, Pipeline<'nli', 384, 'minilm', 'trained'>>()
same<typeof nested, Pipeline<'triplets', 384, 'minilm', 'trained'>>()
same<typeof swept, Pipeline<'triplets', 384, 'minilm', 'trained'>>()
same<typeof chosen, Pipeline<'triplets', 384, 'minilm', 'objective'>>()
same<typeof whole, typeof chosen>()
same<ReturnType<typeof open>, Pipeline<'triplets', 384, 'minilm', 'objective'>>()
