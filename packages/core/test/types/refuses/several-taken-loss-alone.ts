/** Why: What changes a data set changes one: several have no columns and no rows in common. Cure: Change each of them, then put them together: tasks(take(…), …). */
import { pipeline, take } from '@siamese/core'
import * as loss from '@siamese/losses'
import { both } from '../both.js'
import { sbert } from '../sbert.js'

export const refused = pipeline(take(both, 100), sbert, loss.cosineSimilarity())
