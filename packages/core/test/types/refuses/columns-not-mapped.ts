/**
 * Why: A role is played by the column of its name, and no column has it.
 * Cure: Say which column plays it: `columns: { sentence1: 'premise', sentence2: 'hypothesis' }`.
 */
import { pipeline } from '@siamese/core'
import * as loss from '@siamese/losses'
import { nli } from '../known.js'
import { sbert } from '../sbert.js'

export const refused = pipeline(nli, sbert, loss.softmax())
