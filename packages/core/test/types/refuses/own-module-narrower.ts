/** Why: A module of your own gives the width that its definition says. Cure: Write the width that arrives, or leave `in` out. */
import { defineModule, pipeline } from '@siamese/core'
import * as pool from '@siamese/pooling'
import * as tf from '@tensorflow/tfjs-core'
import { stsb } from '../known.js'
import { sbert } from '../sbert.js'

const lengths = defineModule({ name: 'module.lengths', width: 1, apply: u => tf.norm(u, 2, 1, true) as tf.Tensor2D })

export const refused = pipeline(stsb, sbert, lengths(), pool.layerNorm({ in: 384 }))
