/** Why: A loss of several finds its roles by the names of columns, as it does alone. Cure: Say which columns play them: columns: { sentence1: … }. */
import { multitask, pipeline } from '@siamese/core'
import * as loss from '@siamese/losses'
import { both } from '../both.js'
import { sbert } from '../sbert.js'

export const refused = pipeline(both, sbert, multitask({ nli: loss.softmax(), stsb: loss.cosineSimilarity() }))
