/** Why: Vectors of a query and of a document are compared number by number. Cure: Give both routes the same width. */
import { pipeline, router } from '@siamese/core'
import * as pool from '@siamese/pooling'
import { triplets } from '../known.js'
import { sbert } from '../sbert.js'

export const refused = pipeline(triplets, sbert, router({ query: [pool.dense({ width: 64 })], document: [] }))
