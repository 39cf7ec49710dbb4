/**
 * Why: Counted from the end, the output of the embeddings is one further than the number of layers, and the first.
 * Cure: Write 0 for the embeddings, 1 for the first layer.
 */
import { encode, pipeline, tokenize } from '@siamese/core'
import * as pool from '@siamese/pooling'
import { minilm, stsb } from '../known.js'

export const refused = pipeline(stsb, tokenize(minilm), encode(minilm, { layer: -8 }), pool.mean())
