/** Why: A loss under a name that no data set has would never be used. Cure: Write the name of one of the data sets. */
import { multitask, pipeline } from '@siamese/core'
import * as loss from '@siamese/losses'
import { both, columns } from '../both.js'
import { sbert } from '../sbert.js'

export const refused = pipeline(
  both,
  sbert,
  multitask({ nli: loss.softmax({ columns }), stsb: loss.cosineSimilarity(), sts: loss.cosineSimilarity() }),
)
