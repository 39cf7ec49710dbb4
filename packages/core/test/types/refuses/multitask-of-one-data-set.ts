/** Why: Several losses need several data sets. Cure: Begin the pipeline with tasks(…), or write the one loss as the stage. */
import { multitask, pipeline } from '@siamese/core'
import * as loss from '@siamese/losses'
import { stsb } from '../known.js'
import { sbert } from '../sbert.js'

export const refused = pipeline(stsb, sbert, multitask({ stsb: loss.cosineSimilarity() }))
