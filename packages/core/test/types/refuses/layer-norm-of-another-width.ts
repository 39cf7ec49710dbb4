/**
 * Why: The weights of a layer norm are as wide as what arrives, so a written `in` is a check.
 * Cure: Write the width that arrives, or leave `in` out.
 */
import { pipeline } from '@siamese/core'
import * as pool from '@siamese/pooling'
import { stsb } from '../known.js'
import { sbert } from '../sbert.js'

export const refused = pipeline(stsb, sbert, pool.dense({ width: 256 }), pool.layerNorm({ in: 384 }))
