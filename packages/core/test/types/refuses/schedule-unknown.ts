/** Why: The learning rate follows one of three schedules by name, or one with settings of its own. Cure: Write `'linear'`. */
import { pipeline, train } from '@siamese/core'
import * as loss from '@siamese/losses'
import { stsb } from '../known.js'
import { sbert } from '../sbert.js'

export const refused = pipeline(stsb, sbert, loss.cosineSimilarity(), train({ epochs: 1, schedule: 'linaer' }))
