/**
 * Why: Embeddings that are normalized behind the loss are not the ones that were trained.
 * Cure: Put it before the loss.
 */
import { pipeline } from '@siamese/core'
import * as loss from '@siamese/losses'
import * as pool from '@siamese/pooling'
import { stsb } from '../known.js'
import { sbert } from '../sbert.js'

export const refused = pipeline(stsb, sbert, loss.cosineSimilarity(), pool.normalize())
