/** Why: Behind the loss nothing but its value flows on. Cure: Put `encode` after `tokenize`. */
import { encode, pipeline } from '@siamese/core'
import * as loss from '@siamese/losses'
import { minilm, stsb } from '../known.js'
import { sbert } from '../sbert.js'

export const refused = pipeline(stsb, sbert, loss.cosineSimilarity(), encode(minilm))
