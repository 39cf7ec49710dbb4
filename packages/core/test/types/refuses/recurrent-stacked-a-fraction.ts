/** Why: Layers are counted. Cure: Write a whole number. */
import { encode, pipeline, tokenize } from '@siamese/core'
import * as pool from '@siamese/pooling'
import { minilm, stsb } from '../known.js'

export const refused = pipeline(stsb, tokenize(minilm), encode(minilm), pool.lstm({ hidden: 8, stacked: 1.5 }))
