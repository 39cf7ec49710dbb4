/** Why: A vector has at least one number. Cure: Choose 1 or more. */
import { pipeline } from '@siamese/core'
import * as pool from '@siamese/pooling'
import { stsb } from '../known.js'
import { sbert } from '../sbert.js'

export const refused = pipeline(stsb, sbert, pool.dense({ width: 0 }))
