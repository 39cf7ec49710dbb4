import { encode, pipeline, tokenize } from '@siamese/core'
import * as loss from '@siamese/losses'
import { minilm, triplets } from '../known.js'

export const refused = pipeline(triplets, tokenize(minilm), encode(minilm), loss.triplet())
