/** Why: A route that is left out might be empty or forgotten. Cure: Write `document: []` where documents stay as they are. */
import { pipeline, router } from '@siamese/core'
import * as pool from '@siamese/pooling'
import { triplets } from '../known.js'
import { sbert } from '../sbert.js'

export const refused = pipeline(triplets, sbert, router({ query: [pool.dense({ width: 384 })] }))
