/** Why: the model was trained with texts in front of its texts, and scores without them are not its own. Cure: write the prompts by role, or prompts: {} to score without. */
import { encode, evaluate, pipeline, tokenize } from '@siamese/core'
import * as pool from '@siamese/pooling'
import { e5, stsb } from '../known.js'

export const made = pipeline(stsb, tokenize(e5), encode(e5), pool.cls(), evaluate.similarity({ on: 'test' }))
