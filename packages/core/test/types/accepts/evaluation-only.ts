import { encode, evaluate, type Pipeline, pipeline, tokenize } from '@siamese/core'
import * as pool from '@siamese/pooling'
import { minilm, stsb } from '../known.js'
import { same } from '../same.js'

export const made = pipeline(stsb, tokenize(minilm), encode(minilm), pool.mean(), evaluate.similarity({ on: 'test' }))

same<typeof made, Pipeline<'stsb', 384, 'minilm', 'sentenceEmbeddings'>>()
