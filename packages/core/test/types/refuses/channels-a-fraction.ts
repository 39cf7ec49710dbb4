/** Why: Numbers of an embedding are counted. Cure: Write a whole number. */
import { encode, pipeline, tokenize } from '@siamese/core'
import * as pool from '@siamese/pooling'
import { minilm, stsb } from '../known.js'

export const refused = pipeline(stsb, tokenize(minilm), encode(minilm), pool.cnn({ channels: 2.5 }))
