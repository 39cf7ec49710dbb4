/** Why: An encoder reads token ids, not text. Cure: Put `tokenize` before it, with the same model. */
import { encode, pipeline } from '@siamese/core'
import { minilm, stsb } from '../known.js'

export const refused = pipeline(stsb, encode(minilm))
