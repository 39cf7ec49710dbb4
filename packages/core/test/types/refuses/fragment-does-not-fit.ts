import { encode, fragment, pipeline, tokenize } from '@siamese/core'
import * as loss from '@siamese/losses'
import * as pool from '@siamese/pooling'
import { minilm, stsb } from '../known.js'

const head = fragment(pool.normalize(), loss.cosineSimilarity())

export const refused = pipeline(stsb, tokenize(minilm), encode(minilm), head)
