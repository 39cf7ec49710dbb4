import { binary, type Class, classes, files, type Pipeline, pipeline, type Score, score, text } from '@siamese/core'
import { same } from '../same.js'
import { sbert } from '../sbert.js'

const reviews = files(
  'reviews',
  [
    ['sentence', text],
    ['stars', score(1, 5)],
    ['kind', classes('praise', 'blame')],
    ['verified', binary],
  ],
  { test: ['test.csv'], train: ['a.csv', 'b.csv'] },
)

same<typeof reviews.splits, readonly ['train', 'test']>()
same<(typeof reviews.columns)[1], readonly ['stars', Score<1, 5>]>()
same<(typeof reviews.columns)[2], readonly ['kind', Class<readonly ['praise', 'blame']>]>()
export const made = pipeline(reviews, sbert)
same<typeof made, Pipeline<'reviews', 384, 'minilm', 'sentenceEmbeddings'>>()
