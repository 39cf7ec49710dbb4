/** Why: The pooling before it has left one vector a sentence. Cure: Take the first pooling out, or into the list. */
import { pipeline } from '@siamese/core'
import * as pool from '@siamese/pooling'
import { stsb } from '../known.js'
import { sbert } from '../sbert.js'

export const refused = pipeline(stsb, sbert, pool.concatenate(pool.mean(), pool.max()))
