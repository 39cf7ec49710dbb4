/** Why: A negative scale would put the most similar pairs last. Cure: Leave it out for 20, or write a number above 0. */
import { pipeline } from '@siamese/core'
import * as loss from '@siamese/losses'
import { stsb } from '../known.js'
import { sbert } from '../sbert.js'

export const refused = pipeline(stsb, sbert, loss.angle({ scale: -20 }))
