/** Why: Without a layer there is no network. Cure: Choose 1 or more. */
import { encode, pipeline, tokenize } from '@siamese/core'
import * as pool from '@siamese/pooling'
import { minilm, stsb } from '../known.js'

export const refused = pipeline(stsb, tokenize(minilm), encode(minilm), pool.lstm({ hidden: 8, stacked: 0 }))
