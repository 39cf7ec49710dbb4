/** Why: What changes a data set changes one: several have no columns and no rows in common. Cure: Change each of them, then put them together: tasks(split(…), …). */
import { multitask, pipeline, split } from '@siamese/core'
import * as loss from '@siamese/losses'
import { both, columns } from '../both.js'
import { sbert } from '../sbert.js'

export const refused = pipeline(
  split(both, { of: 'nli.train', into: { train: 0.9, dev: 0.1 }, seed: 1 }),
  sbert,
  multitask({ nli: loss.softmax({ columns }), stsb: loss.cosineSimilarity() }),
)
