/**
 * Why: A setting that nobody reads would be ignored, and the rate would stay 2e-5 without a word.
 * Cure: Write `learningRate`.
 */
import { pipeline, train } from '@siamese/core'
import * as loss from '@siamese/losses'
import { stsb } from '../known.js'
import { sbert } from '../sbert.js'

export const refused = pipeline(stsb, sbert, loss.cosineSimilarity(), train({ epochs: 1, learningrate: 1e-5 }))
