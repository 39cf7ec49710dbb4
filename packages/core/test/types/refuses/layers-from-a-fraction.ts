/** Why: A layer is counted in whole numbers. Cure: Write the number of the first layer that counts. */
import { encode, pipeline, tokenize } from '@siamese/core'
import * as pool from '@siamese/pooling'
import { minilm, stsb } from '../known.js'

export const refused = pipeline(stsb, tokenize(minilm), encode(minilm), pool.weightedLayers({ from: 1.5 }))
