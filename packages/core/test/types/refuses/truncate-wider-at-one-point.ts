/** Why: One of the widths to choose from is wider than what arrives. Cure: Choose among widths that all fit. */
import { choose, pipeline } from '@siamese/core'
import * as pool from '@siamese/pooling'
import { stsb } from '../known.js'
import { sbert } from '../sbert.js'

export const refused = pipeline(stsb, sbert, pool.truncate({ width: choose(128, 512) }))
