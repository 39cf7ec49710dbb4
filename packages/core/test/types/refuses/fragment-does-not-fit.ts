/**
 * Why: A fragment is checked where it is joined: its first stage must fit there.
 * Cure: Put before it what its first stage needs; here a pooling.
 */
import { encode, fragment, pipeline, tokenize } from '@siamese/core'
import * as loss from '@siamese/losses'
import * as pool from '@siamese/pooling'
import { minilm, stsb } from '../known.js'

const head = fragment(pool.normalize(), loss.cosineSimilarity())

export const refused = pipeline(stsb, tokenize(minilm), encode(minilm), head)
