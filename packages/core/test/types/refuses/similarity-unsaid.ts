/** Why: the model declares another similarity than the cosine that is the default. Cure: write the declared similarity, or the one that is meant. */
import { encode, evaluate, pipeline, tokenize } from '@siamese/core'
import * as pool from '@siamese/pooling'
import { e5, stsb } from '../known.js'

const vectors = [tokenize(e5), encode(e5), pool.cls()] as const
export const made = pipeline(stsb, ...vectors, evaluate.similarity({ on: 'test', prompts: {} }))
