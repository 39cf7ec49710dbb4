/** Why: Layers are counted from the embeddings, which are 0. Cure: Write 0 or the number of a layer. */
import { encode, pipeline, tokenize } from '@siamese/core'
import * as pool from '@siamese/pooling'
import { minilm, stsb } from '../known.js'

export const refused = pipeline(stsb, tokenize(minilm), encode(minilm), pool.weightedLayers({ from: -1 }))
