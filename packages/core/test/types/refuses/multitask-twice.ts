/** Why: A pipeline minimises one objective. Cure: Keep one multitask. */
import { multitask, pipeline } from '@siamese/core'
import * as loss from '@siamese/losses'
import { both, columns } from '../both.js'
import { sbert } from '../sbert.js'

const losses = multitask({ nli: loss.softmax({ columns }), stsb: loss.cosineSimilarity() })

export const refused = pipeline(both, sbert, losses, losses)
