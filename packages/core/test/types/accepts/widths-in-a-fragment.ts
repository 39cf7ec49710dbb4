import { fragment, type Pipeline, pipeline } from '@siamese/core'
import * as pool from '@siamese/pooling'
import { stsb } from '../known.js'
import { same } from '../same.js'
import { sbert } from '../sbert.js'

/** Stages that a package exports, for any width that arrives; where the number is open, so is the width. */
const short = fragment(pool.dense({ width: 200 }), pool.truncate({ width: 100 }))
export const of = (width: number) => fragment(pool.truncate({ width }), pool.normalize())

export const made = pipeline(stsb, sbert, short, pool.layerNorm({ in: 100 }))
export const open = pipeline(stsb, sbert, of(12))

same<typeof made, Pipeline<'stsb', 100, 'minilm', 'sentenceEmbeddings'>>()
same<typeof open.width, number>()
