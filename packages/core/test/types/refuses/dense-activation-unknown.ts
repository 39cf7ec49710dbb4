// tsc speaks for itself
/** Why: These activations are known, those that model folders use. Cure: Choose one of them. */
import { pipeline } from '@siamese/core'
import * as pool from '@siamese/pooling'
import { stsb } from '../known.js'
import { sbert } from '../sbert.js'

export const refused = pipeline(stsb, sbert, pool.dense({ width: 256, activation: 'swish' }))
