import { data, type Pipeline, pipeline, train } from '@siamese/core'
import * as loss from '@siamese/losses'
import { nli, stsb } from '../known.js'
import { same } from '../same.js'
import { sbert } from '../sbert.js'

const duplicates = data(
  'duplicates',
  [
    ['sentence1', 'text'],
    ['sentence2', 'text'],
    ['label', 'binary'],
  ],
  { train: [{ sentence1: 'A dog.', sentence2: 'A cat.', label: 0 }] },
)

export const binary = pipeline(duplicates, sbert, loss.contrastive({ margin: 0.7 }), train({ epochs: 1 }))
export const scores = pipeline(stsb, sbert, loss.cosent({ scale: 10 }), train({ epochs: 1, sampler: 'as given' }))
export const onto = pipeline(stsb, sbert, loss.cosineSimilarity({ onto: [-0.5, 1] }), train({ epochs: 1 }))
export const classes = pipeline(
  nli,
  sbert,
  loss.batchHardTriplet({ columns: { text: 'premise' }, distance: 'cosine', margin: 0.3 }),
  train({ epochs: 1, batchSize: 32, sampler: 'grouped by label' }),
)

same<typeof binary, Pipeline<'duplicates', 384, 'minilm', 'trained'>>()
same<typeof scores, Pipeline<'stsb', 384, 'minilm', 'trained'>>()
same<typeof onto, Pipeline<'stsb', 384, 'minilm', 'trained'>>()
same<typeof classes, Pipeline<'nli', 384, 'minilm', 'trained'>>()
