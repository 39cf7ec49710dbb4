/** Why: An evaluator looks for its roles in the data set of its split. Cure: Score a split of a data set that has the columns. */
import { evaluate, pipeline } from '@siamese/core'
import { both } from '../both.js'
import { sbert } from '../sbert.js'

export const refused = pipeline(both, sbert, evaluate.similarity({ on: 'nli.dev' }))
