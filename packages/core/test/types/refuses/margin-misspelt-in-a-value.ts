/** Why: Settings that are kept in a value first are looked at just as well. Cure: Write `margin`. */
import { pipeline } from '@siamese/core'
import * as loss from '@siamese/losses'
import { triplets } from '../known.js'
import { sbert } from '../sbert.js'

const settings = { distance: 'cosine', margn: 3 } as const

export const refused = pipeline(triplets, sbert, loss.triplet(settings))
