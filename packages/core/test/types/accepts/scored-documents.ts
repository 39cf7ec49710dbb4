import { data, type Pipeline, pipeline, train } from '@siamese/core'
import * as loss from '@siamese/losses'
import { same } from '../same.js'
import { sbert } from '../sbert.js'

const ranked = data(
  'ranked',
  [
    ['query', 'text'],
    ['positive', 'text'],
    ['negative', 'text'],
    ['negative_2', 'text'],
    ['scores', { vector: 3 }],
    ['two', { vector: 2 }],
  ],
  { train: [] },
)

/** A query with scored documents: as many numbers as there are documents. */
export const all = pipeline(ranked, sbert, loss.distillKLDiv({ temperature: 2 }), train({ epochs: 1 }))
export const listed = pipeline(
  ranked,
  sbert,
  loss.distillKLDiv({ columns: { negative: ['negative_2'], scores: 'two' } }),
)

same<typeof all, Pipeline<'ranked', 384, 'minilm', 'trained'>>()
same<typeof listed, Pipeline<'ranked', 384, 'minilm', 'objective'>>()
