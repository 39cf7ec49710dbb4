/** Why: The best model is chosen by a metric, and nobody reports one. Cure: Put an evaluator before `train`. */
import { pipeline, train } from '@siamese/core'
import * as loss from '@siamese/losses'
import { stsb } from '../known.js'
import { sbert } from '../sbert.js'

export const refused = pipeline(stsb, sbert, loss.cosineSimilarity(), train({ epochs: 1, best: 'dev.spearman_cosine' }))
