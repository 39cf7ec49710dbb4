/**
 * Why: Sentence embeddings are numbers: there is no text left to cut into tokens.
 * Cure: Move `tokenize` before `encode`.
 */
import { encode, pipeline, tokenize } from '@siamese/core'
import * as pool from '@siamese/pooling'
import { minilm, stsb } from '../known.js'

export const refused = pipeline(stsb, tokenize(minilm), encode(minilm), pool.mean(), tokenize(minilm))
