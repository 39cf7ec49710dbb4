import { type Pipeline, pipeline } from '@siamese/core'
import * as pool from '@siamese/pooling'
import { stsb } from '../known.js'
import { same } from '../same.js'
import { sbert } from '../sbert.js'

export const shorter = pipeline(stsb, sbert, pool.dense({ in: 384, width: 256 }), pool.truncate({ width: 64 }))
export const wider = pipeline(stsb, sbert, pool.dense({ width: 1024, activation: 'none', bias: false }))
export const added = pipeline(stsb, sbert, pool.dense({ width: 384, residual: true }))
export const projected = pipeline(stsb, sbert, pool.dense({ width: 96, residual: 'projected' }), pool.normalize())
export const whole = pipeline(stsb, sbert, pool.truncate({ width: 384 }))

same<typeof shorter, Pipeline<'stsb', 64, 'minilm', 'sentenceEmbeddings'>>()
same<typeof wider.width, 1024>()
same<typeof added.width, 384>()
same<typeof projected.width, 96>()
same<typeof whole.width, 384>()
