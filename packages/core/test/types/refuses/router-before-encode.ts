/** Why: A router that stands before the pooling and the encoder has nothing to send. Cure: Put tokenize, encode and a pooling before it. */
import { pipeline, router } from '@siamese/core'
import * as pool from '@siamese/pooling'
import { triplets } from '../known.js'

export const refused = pipeline(triplets, router({ query: [pool.dense({ width: 64 })], document: [] }))
