/** Why: an encoder that was trained on lower-case texts reads other tokens when the tokenizer keeps case. Cure: tokenize with the same model that encodes. */
import { encode, pipeline, tokenize } from '@siamese/core'
import * as pool from '@siamese/pooling'
import { e5, mini, stsb } from '../known.js'

export const made = pipeline(stsb, tokenize(e5), encode(mini), pool.mean(), pool.normalize())
