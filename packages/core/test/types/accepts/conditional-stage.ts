import { encode, type Pipeline, pipeline, tokenize, train } from '@siamese/core'
import * as loss from '@siamese/losses'
import * as pool from '@siamese/pooling'
import { minilm, stsb } from '../known.js'
import { same } from '../same.js'

/** Either of two stages that both fit. */
const made = (first: boolean) =>
  pipeline(
    stsb,
    tokenize(minilm),
    encode(minilm),
    first ? pool.cls() : pool.mean(),
    loss.cosineSimilarity(),
    train({ epochs: 1 }),
  )
export const either = made(true)
same<typeof either, Pipeline<'stsb', 384, 'minilm', 'trained'>>()
