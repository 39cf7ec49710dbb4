/** Why: A stage before the layer has changed the width. Cure: Write the width that arrives now, or leave `in` out. */
import { pipeline } from '@siamese/core'
import * as pool from '@siamese/pooling'
import { stsb } from '../known.js'
import { sbert } from '../sbert.js'

export const refused = pipeline(stsb, sbert, pool.truncate({ width: 128 }), pool.dense({ in: 384, width: 64 }))
