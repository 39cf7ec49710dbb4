import { encode, type Pipeline, pipeline, tokenize, train } from '@siamese/core'
import * as loss from '@siamese/losses'
import * as pool from '@siamese/pooling'
import { minilm, triplets } from '../known.js'
import { same } from '../same.js'

/** What depends on an argument: one of two good numbers, settings that may be spread in, one of two stages of a kind. */
const made = (quick: boolean) =>
  pipeline(
    triplets,
    tokenize(minilm, { maxLength: quick ? 32 : 128 }),
    encode(minilm),
    pool.mean(),
    loss.triplet({ margin: quick ? 1 : 5, distance: quick ? 'cosine' : 'euclidean' }),
    train({ epochs: quick ? 1 : 4, ...(quick ? { batchSize: 64, warmup: 0 } : { batchSize: 16 }) }),
  )
export const quick = made(true)
export const slow = made(false)
same<typeof quick, Pipeline<'triplets', 384, 'minilm', 'trained'>>()
