import { encode, fragment, type Model, pipeline, tokenize, train } from '@siamese/core'
import * as loss from '@siamese/losses'
import * as pool from '@siamese/pooling'
import { cased, minilm, stsb } from '../known.js'
import { same } from '../same.js'

/** A fragment over whichever model it is given keeps that model's width. */
const meanOf = <const M extends Model>(model: M) => fragment(tokenize(model), encode(model), pool.mean())

export const small = pipeline(stsb, meanOf(minilm))
export const large = pipeline(stsb, meanOf(cased), loss.cosineSimilarity(), train({ epochs: 1 }))

same<typeof small.width, 384>()
same<typeof large.width, 768>()
