import { type Pipeline, pipeline, type Stage } from '@siamese/core'
import { stsb } from '../known.js'
import { same } from '../same.js'
import { sbert } from '../sbert.js'

/** Stages that only the program knows, as read from a file: it checks them; types know the name of the data. */
const known: readonly Stage[] = [sbert]
export const made = pipeline(stsb, ...known)
same<typeof made.data.data, 'stsb'>()
same<typeof made extends Pipeline ? true : false, true>()
