/** Why: A data set without a loss teaches nothing. Cure: Write a loss under its name, or leave the data set out of tasks. */
import { multitask, pipeline } from '@siamese/core'
import * as loss from '@siamese/losses'
import { both, columns } from '../both.js'
import { sbert } from '../sbert.js'

export const refused = pipeline(both, sbert, multitask({ nli: loss.softmax({ columns }) }))
