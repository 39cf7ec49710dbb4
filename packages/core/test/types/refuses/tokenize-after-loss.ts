/** Why: Behind the loss nothing but its value flows on. Cure: Move `tokenize` before `encode`. */
import { pipeline, tokenize } from '@siamese/core'
import * as loss from '@siamese/losses'
import { minilm, stsb } from '../known.js'
import { sbert } from '../sbert.js'

export const refused = pipeline(stsb, sbert, loss.cosineSimilarity(), tokenize(minilm))
