/** Why: A text would be shorter behind the convolution: an even kernel has no token in its middle. Cure: Choose odd kernels. */
import { encode, pipeline, tokenize } from '@siamese/core'
import * as pool from '@siamese/pooling'
import { minilm, stsb } from '../known.js'

export const refused = pipeline(stsb, tokenize(minilm), encode(minilm), pool.cnn({ kernels: [1, 4] }))
