/** Why: This stage takes a trained model, and nothing has been trained yet. Cure: Put it after `train`. */
import { defineStage, describe, none, pipeline, type RuleOf } from '@siamese/core'
import * as loss from '@siamese/losses'
import { stsb } from '../known.js'
import { sbert } from '../sbert.js'

const description = describe({ name: 'publish', takes: ['trained'], options: none, rules: [], gives: {} })
interface Publish extends RuleOf<typeof description> {}
const publish = defineStage<Publish>(description, { family: 'module', apply: embeddings => embeddings })

export const refused = pipeline(stsb, sbert, loss.cosineSimilarity(), publish())
