/**
 * Why: An encoder has the output of its embeddings, layer 0, and one for each of its layers, and no other.
 * Cure: Choose one of them: 0 to the number of layers, or counted from the end, where -1 is the last.
 */
import { encode, pipeline, tokenize } from '@siamese/core'
import * as pool from '@siamese/pooling'
import { minilm, stsb } from '../known.js'

export const refused = pipeline(stsb, tokenize(minilm), encode(minilm, { layer: 7 }), pool.mean())
