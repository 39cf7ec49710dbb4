/** Why: the model declares no further stage, and one more changes its vectors. Cure: leave the stage out, or name what is replaced in insteadOf. */
import { encode, pipeline, tokenize } from '@siamese/core'
import * as pool from '@siamese/pooling'
import { e5, stsb } from '../known.js'

export const made = pipeline(stsb, tokenize(e5), encode(e5), pool.cls(), pool.normalize())
