import { defineStage, describe, options, type Pipeline, pipeline, type RuleOf } from '@siamese/core'
import * as pool from '@siamese/pooling'
import * as tf from '@tensorflow/tfjs-core'
import * as t from 'io-ts'
import { stsb } from '../known.js'
import { same } from '../same.js'
import { sbert } from '../sbert.js'

const description = describe({
  name: 'embedding.truncate',
  takes: ['sentenceEmbeddings'],
  options: options({ to: t.number }),
  rules: [['to', '<=', 'width', '{stage}: to is {to} and the embeddings have {width} numbers']],
  gives: { width: 'to' },
})
interface Truncate extends RuleOf<typeof description> {}
const truncate = defineStage<Truncate>(description, {
  family: 'module',
  apply: (embeddings, { to }) => tf.slice(embeddings, 0, [-1, to as number]),
})

export const made = pipeline(stsb, sbert, truncate({ to: 128 }), pool.normalize())
export const twice = pipeline(stsb, sbert, truncate({ to: 128 }), truncate({ to: 64 }))
same<typeof made, Pipeline<'stsb', 128, 'minilm', 'sentenceEmbeddings'>>()
same<typeof twice.width, 64>()
