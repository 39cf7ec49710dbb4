/** Why: A split of several data sets is named by its data set, a dot and its name. Cure: Write on: 'stsb.dev'. */
import { evaluate, pipeline } from '@siamese/core'
import { both } from '../both.js'
import { sbert } from '../sbert.js'

export const refused = pipeline(both, sbert, evaluate.similarity({ on: 'dev' }))
