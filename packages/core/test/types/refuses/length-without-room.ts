/**
 * Why: [CLS] and [SEP] are tokens, too, so a text would have none left.
 * Cure: Choose 3 or more; texts of the usual kind need 32 to 256.
 */
import { encode, pipeline, tokenize } from '@siamese/core'
import * as pool from '@siamese/pooling'
import { minilm, stsb } from '../known.js'

export const refused = pipeline(stsb, tokenize(minilm, { maxLength: 2 }), encode(minilm), pool.mean())
