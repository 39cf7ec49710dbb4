import { data, type Pipeline, pipeline, train } from '@siamese/core'
import * as loss from '@siamese/losses'
import * as pool from '@siamese/pooling'
import { cased, mini } from '../known.js'
import { same } from '../same.js'
import { sbert } from '../sbert.js'

/** A frozen model stands in place of the column that its vectors would be in. */
const texts = data(
  'texts',
  [
    ['text', 'text'],
    ['translation', 'text'],
  ],
  { train: [{ text: 'A dog.', translation: 'Ein Hund.' }] },
)
const trained = train({ epochs: 1 })

export const made = pipeline(texts, sbert, loss.mse({ teacher: mini }), trained)
export const projected = pipeline(texts, sbert, pool.dense({ width: 768 }), loss.mse({ teacher: cased }), trained)
export const inside = pipeline(texts, sbert, loss.matryoshka({ loss: loss.mse({ teacher: mini }), dims: [384, 64] }))

same<typeof made, Pipeline<'texts', 384, 'minilm', 'trained'>>()
same<typeof projected, Pipeline<'texts', 768, 'minilm', 'trained'>>()
same<typeof inside, Pipeline<'texts', 384, 'minilm', 'objective'>>()
