/** Why: a prompt stands in front of the texts of a role that the stage has. Cure: write one of the roles that are listed. */
import { evaluate, pipeline } from '@siamese/core'
import { stsb } from '../known.js'
import { sbert } from '../sbert.js'

const prompts = { sentence1: 'query: ', sentense2: 'query: ' } as const

export const refused = pipeline(stsb, sbert, evaluate.similarity({ on: 'dev', prompts }))
