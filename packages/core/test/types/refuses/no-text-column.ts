/**
 * Why: A role is played by the column of its name, and no column has it.
 * Cure: Say which column plays it, `columns: { anchor: 'sentence1' }`, or choose a loss for the data that are there.
 */
import { pipeline } from '@siamese/core'
import * as loss from '@siamese/losses'
import { stsb } from '../known.js'
import { sbert } from '../sbert.js'

export const refused = pipeline(stsb, sbert, loss.triplet())
