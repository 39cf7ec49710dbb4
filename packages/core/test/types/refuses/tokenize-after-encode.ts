/**
 * Why: The encoder reads what the tokenizer makes, so the tokenizer stands before it.
 * Cure: Move `tokenize` to the front.
 */
import { encode, pipeline, tokenize } from '@siamese/core'
import { minilm, stsb } from '../known.js'

export const refused = pipeline(stsb, tokenize(minilm), encode(minilm), tokenize(minilm))
