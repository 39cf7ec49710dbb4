/** Why: Two empty routes are one and the same. Cure: Write the stages that queries or documents have of their own, or leave the router out. */
import { pipeline, router } from '@siamese/core'
import { triplets } from '../known.js'
import { sbert } from '../sbert.js'

export const refused = pipeline(triplets, sbert, router({ query: [], document: [] }))
