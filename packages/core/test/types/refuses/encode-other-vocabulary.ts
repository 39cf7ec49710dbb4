/**
 * Why: Ids of one vocabulary mean other words in another: the vectors would be those of a random text.
 * Cure: Tokenize with the model that encodes.
 */
import { encode, pipeline, tokenize } from '@siamese/core'
import * as pool from '@siamese/pooling'
import { cased, minilm, stsb } from '../known.js'

export const refused = pipeline(stsb, tokenize(minilm), encode(cased), pool.cls())
