/**
 * Why: Where the width stays, the reference adds what arrives as it is, without a matrix.
 * Cure: Write `residual: true`.
 */
import { pipeline } from '@siamese/core'
import * as pool from '@siamese/pooling'
import { stsb } from '../known.js'
import { sbert } from '../sbert.js'

export const refused = pipeline(stsb, sbert, pool.dense({ width: 384, residual: 'projected' }))
