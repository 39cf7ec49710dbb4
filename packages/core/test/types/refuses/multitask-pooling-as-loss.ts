/** Why: What stands under the name of a data set is its loss. Cure: Put other stages before multitask. */
import { multitask, pipeline } from '@siamese/core'
import * as loss from '@siamese/losses'
import * as pool from '@siamese/pooling'
import { both, columns } from '../both.js'
import { sbert } from '../sbert.js'

export const refused = pipeline(both, sbert, multitask({ nli: loss.softmax({ columns }), stsb: pool.normalize() }))
