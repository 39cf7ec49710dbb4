// tsc speaks for itself
/** Why: There are two ways to take turns. Cure: Write 'proportional' or 'round-robin'. */
import { multitask, pipeline } from '@siamese/core'
import * as loss from '@siamese/losses'
import { both, columns } from '../both.js'
import { sbert } from '../sbert.js'

export const refused = pipeline(
  both,
  sbert,
  multitask({ nli: loss.softmax({ columns }), stsb: loss.cosineSimilarity() }, { sampling: 'round_robin' }),
)
