import {
  concatenate,
  type Data,
  evaluate,
  filter,
  type Pipeline,
  pipeline,
  rename,
  split,
  take,
  train,
} from '@siamese/core'
import * as loss from '@siamese/losses'
import { nli } from '../known.js'
import { same } from '../same.js'
import { sbert } from '../sbert.js'

/** Everything that can be done to data, one in the other: names, kinds and splits come through. */
const pairs = rename(filter(nli, { column: 'label', is: 'entailment' }), {
  premise: 'sentence1',
  hypothesis: 'sentence2',
})
const more = rename(take(nli, 1000), { premise: 'sentence1', hypothesis: 'sentence2' })
const parts = split(concatenate(pairs, more), { of: 'dev', into: { dev: 0.5, validation: 0.25, test: 0.25 }, seed: 7 })

export const made = pipeline(
  parts,
  sbert,
  loss.softmax(),
  evaluate.labels({ on: 'validation' }),
  evaluate.labels({ on: 'test' }),
  train({ epochs: 1, best: 'validation.accuracy' }),
)
same<typeof parts.splits, readonly ['train', 'dev', 'validation', 'test']>()
same<(typeof parts.columns)[0], readonly ['sentence1', 'text']>()
same<typeof made, Pipeline<'nli+nli', 384, 'minilm', 'trained'>>()
same<typeof parts extends Data ? true : false, true>()
