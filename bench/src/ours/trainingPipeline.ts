import { check, encode, type Pipeline, tokenize, train } from '@siamese/core'
import * as loss from '@siamese/losses'
import * as pool from '@siamese/pooling'
import { asked, type Given } from './given.js'

/** What bench/reference/trainer.py trains, stage by stage. */
export const trainingPipeline = ({ model, data, rows, batchSize, maxLength, epochs, precision }: Given): Pipeline =>
  check(data, [
    tokenize(model, { maxLength }),
    encode(model),
    pool.mean(),
    pool.normalize(),
    rows === 'triplets' ? loss.triplet({ margin: 1, distance: 'euclidean' }) : loss.cosineSimilarity(),
    train({
      ...{ epochs, batchSize, learningRate: 2e-5, warmup: 0.1, weightDecay: 0, clip: 1, seed },
      ...asked(precision),
    }),
  ])

export const seed = 42
