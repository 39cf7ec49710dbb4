/** Why: a stage of a new kind changes the vectors as any other does. Cure: leave the stage out, or name what is replaced in insteadOf. */
import { defineStage, describe, encode, none, pipeline, type RuleOf, tokenize } from '@siamese/core'
import * as pool from '@siamese/pooling'
import { mini, stsb } from '../known.js'

const description = describe({ name: 'centre', takes: ['sentenceEmbeddings'], options: none, rules: [], gives: {} })
interface Centre extends RuleOf<typeof description> {}
const centre = defineStage<Centre>(description, { family: 'module', apply: embeddings => embeddings })

export const made = pipeline(stsb, tokenize(mini), encode(mini), pool.mean(), centre(), pool.normalize())
