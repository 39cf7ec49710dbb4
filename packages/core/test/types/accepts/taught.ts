import { data, evaluate, type Pipeline, pipeline, train } from '@siamese/core'
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
export const held = pipeline(
  texts,
  sbert,
  evaluate.mse({ on: 'train', teacher: mini, columns: { source: 'text', text: 'translation' } }),
  evaluate.mse({ on: 'train', name: 'short', teacher: cased, width: 256, prompts: { source: 'query: ' } }),
)
export const projected = pipeline(texts, sbert, pool.dense({ width: 768 }), loss.mse({ teacher: cased }), trained)
export const learned = pipeline(texts, sbert, loss.mse({ teacher: cased, projection: 768 }))
const documents = data(
  'documents',
  [
    ['query', 'text'],
    ['positive', 'text'],
    ['negative', 'text'],
  ],
  { train: [{ query: 'A dog?', positive: 'A dog.', negative: 'A cat.' }] },
)
// What is compared among the teacher's own vectors may have any width.
export const scored = pipeline(documents, sbert, loss.distillKLDiv({ teacher: cased }), trained)
export const margins = pipeline(documents, sbert, loss.marginMse({ teacher: cased }), trained)
const columns = { anchor: 'query' } as const
export const guided = pipeline(documents, sbert, loss.gist({ guide: cased, columns }), trained)
export const inside = pipeline(texts, sbert, loss.matryoshka({ loss: loss.mse({ teacher: mini }), dims: [384, 64] }))

same<typeof made, Pipeline<'texts', 384, 'minilm', 'trained'>>()
same<typeof projected, Pipeline<'texts', 768, 'minilm', 'trained'>>()
same<typeof learned, Pipeline<'texts', 384, 'minilm', 'objective'>>()
same<typeof scored, Pipeline<'documents', 384, 'minilm', 'trained'>>()
same<typeof guided, Pipeline<'documents', 384, 'minilm', 'trained'>>()
same<typeof inside, Pipeline<'texts', 384, 'minilm', 'objective'>>()
