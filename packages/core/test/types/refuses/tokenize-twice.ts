/** Why: Token ids are no text: they cannot be tokenized again. Cure: Remove one of the two. */
import { pipeline, tokenize } from '@siamese/core'
import { minilm, stsb } from '../known.js'

export const refused = pipeline(stsb, tokenize(minilm), tokenize(minilm))
