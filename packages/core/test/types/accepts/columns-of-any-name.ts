import { data, evaluate, type Pipeline, pipeline, score, text, train } from '@siamese/core'
import * as loss from '@siamese/losses'
import { same } from '../same.js'
import { sbert } from '../sbert.js'

/** Columns as a spreadsheet names them, more of them than are used, in any order; a role may take the name of another one's column. */
const survey = data(
  'survey',
  [
    ['Rating (1–7)', score(1, 7)],
    ['id', text],
    ['sentence2', text],
    ['question text', text],
    ['sentence1', text],
  ],
  {
    train: [{ 'Rating (1–7)': 6, id: 'a', sentence2: 'It rains.', 'question text': 'Does it rain?', sentence1: 'No.' }],
    dev: [],
  },
)
const columns = { sentence1: 'question text', sentence2: 'sentence1', score: 'Rating (1–7)' } as const

export const made = pipeline(
  survey,
  sbert,
  loss.cosineSimilarity({ columns }),
  evaluate.similarity({ on: 'dev', columns: { ...columns, sentence1: 'sentence2' } }),
  train({ steps: 10 }),
)
same<typeof made, Pipeline<'survey', 384, 'minilm', 'trained'>>()
same<(typeof survey.columns)[3][0], 'question text'>()
