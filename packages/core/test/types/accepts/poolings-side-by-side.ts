import { choose, encode, fragment, type Pipeline, pipeline, type Stage, tokenize, when } from '@siamese/core'
import * as pool from '@siamese/pooling'
import { cased, minilm, stsb } from '../known.js'
import { same } from '../same.js'

const front = fragment(tokenize(minilm), encode(minilm))

export const two = pipeline(stsb, front, pool.concatenate(pool.mean(), pool.cls()), pool.normalize())
export const three = pipeline(
  stsb,
  front,
  pool.concatenate(pool.cls(), pool.max(), pool.mean()),
  pool.dense({ in: 1152, width: 384 }),
)
export const nested = pipeline(stsb, front, pool.concatenate(pool.concatenate(pool.mean(), pool.cls()), pool.max()))
export const large = pipeline(stsb, tokenize(cased), encode(cased), pool.concatenate(pool.mean(), pool.max()))
/** A sweep may choose one of them, some of them or all. */
export const varied = pipeline(
  stsb,
  front,
  pool.concatenate(choose(pool.mean(), pool.max()), pool.cls(), when(choose(true, false), pool.lastToken())),
)
export const chosen = pipeline(
  stsb,
  front,
  pool.concatenate(choose([pool.mean(), pool.max()], [pool.cls(), choose(pool.mean(), fragment(pool.max()))])),
  pool.dense({ in: 768, width: 384 }),
)
/** A list that only the program knows: so is its width. */
export const open = (parts: readonly Stage[]) => pipeline(stsb, front, pool.concatenate(...parts))

same<typeof two, Pipeline<'stsb', 768, 'minilm', 'sentenceEmbeddings'>>()
same<typeof three.width, 384>()
same<typeof nested.width, 1152>()
same<typeof varied.width, 768 | 1152>()
same<typeof chosen.width, 384>()
same<typeof large.width, 1536>()
same<ReturnType<typeof open>['width'], number>()
