import { type Pipeline, pipeline, train } from '@siamese/core'
import * as loss from '@siamese/losses'
import { triplets } from '../known.js'
import { same } from '../same.js'
import { sbert } from '../sbert.js'

/** Powers, separators, hexadecimal and arithmetic are numbers like others. */
const perEpoch = 1_000
export const made = pipeline(
  triplets,
  sbert,
  loss.triplet({ margin: 0.25e1 }),
  train({
    steps: 1e5,
    batchSize: 0x40,
    learningRate: 5e-7,
    weightDecay: 1e-2,
    clip: 1e6,
    seed: 2 ** 31,
    evaluateEvery: 3 * perEpoch,
  }),
)
same<typeof made, Pipeline<'triplets', 384, 'minilm', 'trained'>>()
