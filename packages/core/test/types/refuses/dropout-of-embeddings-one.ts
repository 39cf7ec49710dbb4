/** Why: With every number set to 0 there is nothing to learn from. Cure: Choose a number below 1. */
import { pipeline } from '@siamese/core'
import * as pool from '@siamese/pooling'
import { stsb } from '../known.js'
import { sbert } from '../sbert.js'

export const refused = pipeline(stsb, sbert, pool.dropout({ rate: 1 }))
