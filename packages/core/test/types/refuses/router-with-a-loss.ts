/** Why: A loss compares vectors of both routes, so it stands in neither. Cure: Put it behind the router. */
import { pipeline, router } from '@siamese/core'
import * as loss from '@siamese/losses'
import { triplets } from '../known.js'
import { sbert } from '../sbert.js'

export const refused = pipeline(triplets, sbert, router({ query: [loss.triplet()], document: [] }))
