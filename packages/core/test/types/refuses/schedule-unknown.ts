// tsc speaks for itself
/** Why: The learning rate can follow these three schedules. Cure: Write `'linear'`. */
import { pipeline, train } from '@siamese/core'
import * as loss from '@siamese/losses'
import { stsb } from '../known.js'
import { sbert } from '../sbert.js'

export const refused = pipeline(stsb, sbert, loss.cosineSimilarity(), train({ epochs: 1, schedule: 'linaer' }))
