/** Why: What changes a data set changes one: each has its own columns and rows. Cure: Change the data sets, then put them together: tasks(repeat(…), …). */
import { repeat } from '@siamese/core'
import { both } from '../both.js'

export const refused = repeat(both, { premise: 'positive' })
