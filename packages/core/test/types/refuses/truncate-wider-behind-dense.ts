/** Why: A dense layer before it has made the vectors shorter already. Cure: Choose at most the width that arrives. */
import { pipeline } from '@siamese/core'
import * as pool from '@siamese/pooling'
import { stsb } from '../known.js'
import { sbert } from '../sbert.js'

export const refused = pipeline(stsb, sbert, pool.dense({ width: 128 }), pool.truncate({ width: 256 }))
