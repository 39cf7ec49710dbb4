import { encode, type Model, type Pipeline, pipeline, tokenize } from '@siamese/core'
import * as pool from '@siamese/pooling'
import { minilm, stsb } from '../known.js'
import { same } from '../same.js'

const wide = { ...minilm, model: 'wide', hidden: 1024, layers: 24 } as const satisfies Model

/** Two models with one vocabulary may share a tokenizer; the width is the encoder's. */
export const made = pipeline(stsb, tokenize(minilm), encode(wide), pool.mean())
same<typeof made, Pipeline<'stsb', 1024, 'wide', 'sentenceEmbeddings'>>()
