/**
 * Why: A stage of your own brings its rule along: an embedding has no more numbers than it has.
 * Cure: Choose at most the width.
 */
import { defineStage, describe, options, pipeline, type RuleOf } from '@siamese/core'
import * as t from 'io-ts'
import { stsb } from '../known.js'
import { sbert } from '../sbert.js'

const description = describe({
  name: 'embedding.truncate',
  takes: ['sentenceEmbeddings'],
  options: options({ to: t.number }),
  rules: [['to', '<=', 'width', '{stage}: to is {to} and the embeddings have {width} numbers']],
  gives: { width: 'to' },
})
interface Truncate extends RuleOf<typeof description> {}
const truncate = defineStage<Truncate>(description, { family: 'module', apply: embeddings => embeddings })

export const refused = pipeline(stsb, sbert, truncate({ to: 512 }))
