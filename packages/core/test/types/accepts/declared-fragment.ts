import { encode, evaluate, type Fragment, fragment, type Pipeline, pipeline, tokenize } from '@siamese/core'
import * as pool from '@siamese/pooling'
import { minilm, stsb } from '../known.js'
import { same } from '../same.js'

/** What a package may publish: the type that tsc writes for it can also be written by hand. */
export const whole: Fragment<readonly [ReturnType<typeof pool.mean>, ReturnType<typeof pool.normalize>]> = fragment(
  pool.mean(),
  pool.normalize(),
)
export const made = pipeline(stsb, tokenize(minilm), encode(minilm), whole, evaluate.similarity({ on: 'test' }))

same<typeof made, Pipeline<'stsb', 384, 'minilm', 'sentenceEmbeddings'>>()
