/** Why: A stage is what a constructor made; a list of them is none, nor are data. Cure: Write `...front` in the place of `front`, or join them by `fragment`. */
import { encode, pipeline, tokenize } from '@siamese/core'
import { minilm, stsb } from '../known.js'

const front = [tokenize(minilm), encode(minilm)] as const
export const refused = pipeline(stsb, front)
