/**
 * Why: A loss inside another one finds its columns by its own rule.
 * Cure: Give the inner loss the columns that it needs.
 */
import { pipeline } from '@siamese/core'
import * as loss from '@siamese/losses'
import { triplets } from '../known.js'
import { sbert } from '../sbert.js'

export const refused = pipeline(triplets, sbert, loss.matryoshka({ loss: loss.softmax(), dims: [256, 128] }))
