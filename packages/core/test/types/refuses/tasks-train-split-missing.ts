/** Why: Training reads the same split of every data set. Cure: Name a split that all of them have, or divide one with split. */
import { data, multitask, pipeline, tasks, text, train } from '@siamese/core'
import * as loss from '@siamese/losses'
import { columns } from '../both.js'
import { nli } from '../known.js'
import { sbert } from '../sbert.js'

const pairs = data(
  'pairs',
  [
    ['sentence1', text],
    ['sentence2', text],
    ['score', { score: [0, 1] }],
  ],
  { dev: [{ sentence1: 'A dog runs.', sentence2: 'A dog is running.', score: 1 }] },
)

export const refused = pipeline(
  tasks(nli, pairs),
  sbert,
  multitask({ nli: loss.softmax({ columns }), pairs: loss.cosineSimilarity() }),
  train({ epochs: 1 }),
)
