import { choose, defineModule, options, pipeline, when } from '@siamese/core'
import * as pool from '@siamese/pooling'
import * as tf from '@tensorflow/tfjs-core'
import * as t from 'io-ts'
import { stsb } from '../known.js'
import { same } from '../same.js'
import { sbert } from '../sbert.js'

const first = defineModule({
  name: 'module.first',
  options: options({ numbers: t.number }),
  width: 'numbers',
  apply: (u, { numbers }) => tf.slice(u, 0, [-1, numbers]),
})

export const dense = pipeline(stsb, sbert, pool.dense({ width: choose(128, 256) }), pool.truncate({ width: 100 }))
export const own = pipeline(stsb, sbert, first({ numbers: choose(32, 64) }), pool.layerNorm())
export const either = pipeline(stsb, sbert, choose(pool.truncate({ width: 96 }), pool.dense({ width: 96 })))
export const some = pipeline(stsb, sbert, when(choose(true, false), pool.dense({ width: 48 })), pool.normalize())

same<typeof dense.width, 100>()
same<typeof own.width, 32 | 64>()
same<typeof either.width, 96>()
same<typeof some.width, 48 | 384>()
