import { encode, pipeline, tokenize } from '@siamese/core'
import * as pool from '@siamese/pooling'
import { minilm, stsb } from '../known.js'
import { same } from '../same.js'

export const made = pipeline(stsb, tokenize(minilm), encode(minilm), pool.mean(), pool.normalize())
export const half = pipeline(stsb, tokenize(minilm), encode(minilm))
export const nothing = pipeline(stsb)

same<typeof made.width, 384>()
same<typeof half.width, 384>()
same<typeof nothing.width, 0>()
