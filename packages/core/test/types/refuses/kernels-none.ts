/** Why: Without a kernel there is no convolution. Cure: Write at least one kernel. */
import { encode, pipeline, tokenize } from '@siamese/core'
import * as pool from '@siamese/pooling'
import { minilm, stsb } from '../known.js'

export const refused = pipeline(stsb, tokenize(minilm), encode(minilm), pool.cnn({ kernels: [] }))
