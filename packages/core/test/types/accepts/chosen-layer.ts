import { encode, type Pipeline, pipeline, tokenize } from '@siamese/core'
import * as pool from '@siamese/pooling'
import { minilm, stsb } from '../known.js'
import { same } from '../same.js'

/** All that an encoder of 6 layers has: the embeddings, and the layers, counted from either end. */
export const embeddings = pipeline(stsb, tokenize(minilm), encode(minilm, { layer: 0 }), pool.mean())
export const last = pipeline(stsb, tokenize(minilm), encode(minilm, { layer: 6 }), pool.mean())
export const lastButOne = pipeline(stsb, tokenize(minilm), encode(minilm, { layer: -2 }), pool.mean())
export const first = pipeline(stsb, tokenize(minilm), encode(minilm, { layer: -7 }), pool.mean())
const open: number = 2
export const unknown = pipeline(stsb, tokenize(minilm), encode(minilm, { layer: open }), pool.mean())
same<typeof lastButOne, Pipeline<'stsb', 384, 'minilm', 'sentenceEmbeddings'>>()
