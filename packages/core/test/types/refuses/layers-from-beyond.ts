/** Why: No layer would be left to weigh. Cure: Begin at a layer that the encoder has. */
import { encode, pipeline, tokenize } from '@siamese/core'
import * as pool from '@siamese/pooling'
import { minilm, stsb } from '../known.js'

export const refused = pipeline(stsb, tokenize(minilm), encode(minilm), pool.weightedLayers({ from: 7 }))
