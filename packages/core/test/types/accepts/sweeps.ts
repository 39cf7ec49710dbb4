import { choose, evaluate, grid, type Pipeline, pipeline, type Sweep, sample, sequence, train } from '@siamese/core'
import * as loss from '@siamese/losses'
import { stsb, triplets } from '../known.js'
import { same } from '../same.js'
import { sbert } from '../sbert.js'

const scored = pipeline(
  stsb,
  sbert,
  loss.cosineSimilarity(),
  evaluate.similarity({ on: 'dev' }),
  train({ epochs: choose(1, 2, 4), learningRate: choose(1e-5, 2e-5) }),
)

/** Every point, and some of them. */
export const every = grid(scored)
same<typeof every, Sweep<Pipeline<'stsb', 384, 'minilm', 'trained'>>>()
export const some = sample(scored, { points: 3, seed: 1 })
same<typeof some, typeof every>()

/** What is chosen in one of several pipelines in sequence varies the whole. */
export const inTurn = grid(sequence(pipeline(triplets, sbert, loss.triplet(), train({ epochs: 1 })), scored))
