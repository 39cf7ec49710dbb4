import { encode, pipeline } from '@siamese/core'
import { minilm, stsb } from '../known.js'

export const refused = pipeline(stsb, encode(minilm))
