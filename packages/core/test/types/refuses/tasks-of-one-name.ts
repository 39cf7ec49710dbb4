/** Why: Losses, splits and metrics are found by the names of the data sets. Cure: Add one of them again under another name. */
import { take, tasks } from '@siamese/core'
import { nli, stsb } from '../known.js'

export const refused = tasks(stsb, nli, take(stsb, 100))
