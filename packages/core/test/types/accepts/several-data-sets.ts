import {
  choose,
  encode,
  evaluate,
  multitask,
  type Pipeline,
  pipeline,
  type Tasks,
  tasks,
  tokenize,
  train,
} from '@siamese/core'
import * as loss from '@siamese/losses'
import * as pool from '@siamese/pooling'
import { minilm, nli, stsb, triplets } from '../known.js'
import { same } from '../same.js'

const columns = { sentence1: 'premise', sentence2: 'hypothesis' } as const
const both = tasks(nli, stsb)

export const made = pipeline(
  both,
  tokenize(minilm),
  encode(minilm),
  pool.mean(),
  multitask({ nli: loss.softmax({ columns }), stsb: loss.cosineSimilarity() }, { sampling: 'proportional' }),
  evaluate.similarity({ on: 'stsb.dev' }),
  evaluate.similarity({ on: 'stsb.test' }),
  evaluate.labels({ on: 'nli.dev', columns }),
  evaluate.loss({ on: 'nli.dev' }),
  train({ epochs: 1, best: 'stsb.dev.spearman_cosine' }),
)
/** In another order, and of three. */
export const three = pipeline(
  tasks(triplets, stsb, nli),
  tokenize(minilm),
  encode(minilm),
  pool.mean(),
  evaluate.triplet({ on: 'triplets.dev' }),
  multitask(
    { stsb: loss.cosineSimilarity(), nli: loss.softmax({ columns }), triplets: loss.triplet({ margin: 1 }) },
    { sampling: 'round-robin' },
  ),
  train({ steps: 100, best: 'triplets.dev.cosine_accuracy' }),
)
/** A sweep may choose one of the losses, or all at once. */
export const varied = pipeline(
  both,
  tokenize(minilm),
  encode(minilm),
  pool.mean(),
  multitask(
    choose(
      { nli: loss.softmax({ columns }), stsb: choose(loss.cosineSimilarity(), loss.cosent()) },
      { nli: loss.softmax({ columns }), stsb: loss.angle() },
    ),
  ),
  train({ epochs: 1 }),
)

same<typeof made, Pipeline<'nli+stsb', 384, 'minilm', 'trained'>>()
same<typeof varied, Pipeline<'nli+stsb', 384, 'minilm', 'trained'>>()
same<typeof three, Pipeline<'triplets+stsb+nli', 384, 'minilm', 'trained'>>()
same<typeof both, Tasks<[typeof nli, typeof stsb]>>()
same<(typeof both)['splits'], readonly ['nli.train', 'nli.dev', 'stsb.train', 'stsb.dev', 'stsb.test']>()
