import { tasks } from '@siamese/core'
import { nli, stsb } from './known.js'

/** Two data sets that are trained on together, and the columns of the first. */
export const both = tasks(nli, stsb)
export const columns = { sentence1: 'premise', sentence2: 'hypothesis' } as const
