import { data, freeze, type Pipeline, pipeline, train, vector } from '@siamese/core'
import * as loss from '@siamese/losses'
import { same } from '../same.js'
import { sbert } from '../sbert.js'

const taught = data(
  'taught',
  [
    ['english', 'text'],
    ['german', 'text'],
    ['teacher', vector(384)],
  ],
  { train: [{ english: 'A dog.', german: 'Ein Hund.', teacher: [0.5] }] },
)
const columns = { text: 'english', target: 'teacher', translation: ['german'] } as const

export const made = pipeline(taught, sbert, loss.mse({ columns }), train({ epochs: 1 }))
export const alone = pipeline(taught, sbert, loss.mse({ columns: { text: 'german', target: 'teacher' } }))
export const frozenHead = pipeline(
  taught,
  sbert,
  loss.mse({ columns, projection: 384 }),
  freeze({ parameters: ['head'] }),
  train({ epochs: 1 }),
)

same<typeof made, Pipeline<'taught', 384, 'minilm', 'trained'>>()
same<typeof alone, Pipeline<'taught', 384, 'minilm', 'objective'>>()
