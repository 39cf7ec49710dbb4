/**
 * Why: The loss compares sentence embeddings, so they are made before it.
 * Cure: Move the pooling between `encode` and the loss.
 */
import { pipeline } from '@siamese/core'
import * as loss from '@siamese/losses'
import * as pool from '@siamese/pooling'
import { stsb } from '../known.js'
import { sbert } from '../sbert.js'

export const refused = pipeline(stsb, sbert, loss.cosineSimilarity(), pool.cls())
