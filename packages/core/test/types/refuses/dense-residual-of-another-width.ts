/**
 * Why: What arrives can only be added to as many numbers.
 * Cure: Keep the width, or let `residual: 'projected'` bring what arrives to the other width by a matrix of its own.
 */
import { pipeline } from '@siamese/core'
import * as pool from '@siamese/pooling'
import { stsb } from '../known.js'
import { sbert } from '../sbert.js'

export const refused = pipeline(stsb, sbert, pool.dense({ width: 256, residual: true }))
