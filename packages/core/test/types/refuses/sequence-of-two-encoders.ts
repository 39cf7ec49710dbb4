/** Why: the second pipeline goes on with the model of the first, so both have one encoder. Cure: use the encoder of the first in all. */
import { encode, pipeline, sequence, tokenize, train } from '@siamese/core'
import * as loss from '@siamese/losses'
import * as pool from '@siamese/pooling'
import { cased, stsb, triplets } from '../known.js'
import { sbert } from '../sbert.js'

const first = pipeline(triplets, sbert, loss.triplet(), train({ epochs: 1 }))
const other = [tokenize(cased), encode(cased), pool.mean(), loss.cosineSimilarity()] as const

export const made = sequence(first, pipeline(stsb, ...other, train({ epochs: 1 })))
