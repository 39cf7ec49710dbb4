import { encode, evaluate, type Pipeline, pipeline, tokenize, train } from '@siamese/core'
import * as loss from '@siamese/losses'
import * as pool from '@siamese/pooling'
import { cased, nli } from '../known.js'
import { same } from '../same.js'

const columns = { sentence1: 'premise', sentence2: 'hypothesis' } as const

export const made = pipeline(
  nli,
  tokenize(cased),
  encode(cased),
  pool.cls(),
  loss.softmax({ columns, parts: ['u', 'v', '|u-v|', 'u*v'] }),
  evaluate.labels({ on: 'dev', columns }),
  train({ steps: 1000, schedule: 'cosine', best: 'dev.accuracy' }),
)

same<typeof made, Pipeline<'nli', 768, 'cased', 'trained'>>()
