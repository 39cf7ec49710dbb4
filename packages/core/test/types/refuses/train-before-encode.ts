import { pipeline, tokenize, train } from '@siamese/core'
import { minilm, stsb } from '../known.js'

export const refused = pipeline(stsb, tokenize(minilm), train({ epochs: 1 }))
