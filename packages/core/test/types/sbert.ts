import { encode, fragment, tokenize } from '@siamese/core'
import * as pool from '@siamese/pooling'
import { minilm } from './known.js'

/** Texts to sentence embeddings, as a package of reusable stages exports it. */
export const sbert = fragment(tokenize(minilm, { maxLength: 128 }), encode(minilm), pool.mean())
