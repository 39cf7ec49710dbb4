import { evaluate, type Pipeline, pipeline, split, train } from '@siamese/core'
import * as loss from '@siamese/losses'
import { triplets } from '../known.js'
import { same } from '../same.js'
import { sbert } from '../sbert.js'

const parts = split(triplets, { of: 'train', into: { train: 0.9, validation: 0.1 }, seed: 1 })
export const made = pipeline(
  parts,
  sbert,
  loss.triplet(),
  evaluate.triplet({ on: 'validation' }),
  train({ epochs: 1, best: 'validation.cosine_accuracy' }),
)

same<typeof parts.splits, readonly ['train', 'dev', 'validation']>()
same<typeof made, Pipeline<'triplets', 384, 'minilm', 'trained'>>()
