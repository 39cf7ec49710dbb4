/** Why: It reports the value of the loss, and there is none. Cure: Put the loss before it. */
import { evaluate, pipeline } from '@siamese/core'
import { stsb } from '../known.js'
import { sbert } from '../sbert.js'

export const refused = pipeline(stsb, sbert, evaluate.loss({ on: 'dev' }))
