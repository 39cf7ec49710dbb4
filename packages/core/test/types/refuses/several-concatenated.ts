/** Why: What changes a data set changes one: several have no columns and no rows in common. Cure: Change each of them, then put them together: tasks(concatenate(…), …). */
import { concatenate } from '@siamese/core'
import { both } from '../both.js'

export const refused = concatenate(both, both)
