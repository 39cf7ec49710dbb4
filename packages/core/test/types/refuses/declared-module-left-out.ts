/** Why: the model declares a stage that the loss would not see. Cure: put the declared stage in, or name what is replaced in insteadOf. */
import { encode, pipeline, tokenize } from '@siamese/core'
import * as loss from '@siamese/losses'
import * as pool from '@siamese/pooling'
import { mini, stsb } from '../known.js'

export const made = pipeline(stsb, tokenize(mini), encode(mini), pool.mean(), loss.cosineSimilarity())
