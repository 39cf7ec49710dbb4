/** Why: the vectors that are scored would not be those of the model. Cure: put the declared stage in, or name what is replaced in insteadOf. */
import { encode, evaluate, pipeline, tokenize } from '@siamese/core'
import * as pool from '@siamese/pooling'
import { mini, stsb } from '../known.js'

export const made = pipeline(stsb, tokenize(mini), encode(mini), pool.mean(), evaluate.similarity({ on: 'test' }))
