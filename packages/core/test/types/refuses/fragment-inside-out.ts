/**
 * Why: A fragment is checked where it is joined, stage by stage, and inside this one the order is wrong.
 * Cure: Change the order inside the fragment.
 */
import { encode, fragment, pipeline, tokenize } from '@siamese/core'
import * as pool from '@siamese/pooling'
import { minilm, stsb } from '../known.js'

const body = fragment(tokenize(minilm), pool.mean(), encode(minilm))

export const refused = pipeline(stsb, body)
