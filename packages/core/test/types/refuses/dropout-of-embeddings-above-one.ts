/** Why: The rate is the share of the numbers that is set to 0. Cure: Choose 0 to 1. */
import { pipeline } from '@siamese/core'
import * as pool from '@siamese/pooling'
import { stsb } from '../known.js'
import { sbert } from '../sbert.js'

export const refused = pipeline(stsb, sbert, pool.dropout({ rate: 20 }))
