/** Why: the model was trained with another pooling, and vectors pooled otherwise are not its own. Cure: use the declared pooling, or name what is replaced in insteadOf. */
import { encode, pipeline, tokenize } from '@siamese/core'
import * as pool from '@siamese/pooling'
import { mini, stsb } from '../known.js'

export const made = pipeline(stsb, tokenize(mini), encode(mini), pool.cls(), pool.normalize())
