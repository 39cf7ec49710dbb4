import { encode, type Model, type Pipeline, pipeline, tokenize } from '@siamese/core'
import * as pool from '@siamese/pooling'
import { minilm, stsb } from '../known.js'
import { same } from '../same.js'

/** A model whose sizes only the program knows: its width is a number. */
const withAny = (model: Model, maxLength?: number) =>
  pipeline(stsb, tokenize(model, maxLength === undefined ? {} : { maxLength }), encode(model), pool.mean())

export const made = withAny(minilm, 128)
same<typeof made, Pipeline<'stsb', number, string, 'sentenceEmbeddings'>>()
