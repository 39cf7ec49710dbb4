/**
 * Why: An evaluator can score the first numbers of an embedding, and this one has fewer than were asked for.
 * Cure: Choose a width that embeddings have, or leave it out to score all of them.
 */
import { evaluate, pipeline } from '@siamese/core'
import { stsb } from '../known.js'
import { sbert } from '../sbert.js'

export const refused = pipeline(stsb, sbert, evaluate.similarity({ on: 'dev', width: 512 }))
