/** Why: A role that the loss does not have would be mapped for nobody. Cure: Write one of its roles. */
import { pipeline } from '@siamese/core'
import * as loss from '@siamese/losses'
import { stsb } from '../known.js'
import { sbert } from '../sbert.js'

const columns = { score: 'score', sentense1: 'sentence1' } as const

export const refused = pipeline(stsb, sbert, loss.cosineSimilarity({ columns }))
