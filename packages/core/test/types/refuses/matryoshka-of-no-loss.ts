/** Why: It computes another loss at several lengths; a module is not one. Cure: Put the module before the loss. */
import { pipeline } from '@siamese/core'
import * as loss from '@siamese/losses'
import * as pool from '@siamese/pooling'
import { triplets } from '../known.js'
import { sbert } from '../sbert.js'

export const refused = pipeline(triplets, sbert, loss.matryoshka({ loss: pool.normalize(), dims: [256, 128] }))
