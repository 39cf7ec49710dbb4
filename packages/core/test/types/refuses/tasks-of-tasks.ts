/** Why: Tasks are data sets, not groups of them. Cure: Give all data sets to one tasks. */
import { tasks } from '@siamese/core'
import { both } from '../both.js'
import { triplets } from '../known.js'

export const refused = tasks(both, triplets)
