/**
 * Why: A second encoder would read the vectors of the first as if they were token ids.
 * Cure: Keep one encoder; what else is done to its vectors is a pooling or a module.
 */
import { encode, pipeline, tokenize } from '@siamese/core'
import { minilm, stsb } from '../known.js'

export const refused = pipeline(stsb, tokenize(minilm), encode(minilm), encode(minilm))
