/** Why: A pooling leaves one vector a text: there are no tokens to look at. Cure: Put it before the pooling. */
import { encode, pipeline, tokenize } from '@siamese/core'
import * as pool from '@siamese/pooling'
import { minilm, stsb } from '../known.js'

export const refused = pipeline(stsb, tokenize(minilm), encode(minilm), pool.mean(), pool.cnn())
