import { encode, pipeline, tokenize, train } from '@siamese/core'
import * as loss from '@siamese/losses'
import * as pool from '@siamese/pooling'
import type { Material } from './given.js'

/** What bench/reference/trainer.py trains, stage by stage. */
export const stsbPipeline = ({ model, data }: Material, epochs: number) =>
  pipeline(
    data,
    tokenize(model, { maxLength: 256 }),
    encode(model),
    pool.mean(),
    pool.normalize(),
    loss.cosineSimilarity(),
    train({ epochs, batchSize: 16, learningRate: 2e-5, warmup: 0.1, weightDecay: 0, clip: 1, seed: 42 }),
  )
