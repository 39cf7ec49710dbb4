/** Why: Cutting a vector cannot make it longer. Cure: Choose at most the width that arrives. */
import { pipeline } from '@siamese/core'
import * as pool from '@siamese/pooling'
import { stsb } from '../known.js'
import { sbert } from '../sbert.js'

export const refused = pipeline(stsb, sbert, pool.truncate({ width: 512 }))
