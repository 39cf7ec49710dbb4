import {
  concatenate,
  type Data,
  filter,
  multitask,
  type Pipeline,
  pipeline,
  rename,
  take,
  tasks,
  train,
} from '@siamese/core'
import * as loss from '@siamese/losses'
import { nli, stsb } from '../known.js'
import { same } from '../same.js'
import { sbert } from '../sbert.js'

const sentences = rename(take(nli, 1000), { premise: 'sentence1', hypothesis: 'sentence2' })
const scored = filter(concatenate(stsb, stsb), { column: 'score', atLeast: 1 })

export const made = pipeline(
  tasks(sentences, scored),
  sbert,
  multitask({ nli: loss.softmax(), 'stsb+stsb': loss.cosineSimilarity() }),
  train({ epochs: 1 }),
)
/** Data whose names are known only when the program runs. */
export const open = pipeline(
  tasks(nli as Data, stsb as Data),
  sbert,
  multitask({
    nli: loss.softmax({ columns: { sentence1: 'premise', sentence2: 'hypothesis' } }),
    stsb: loss.cosineSimilarity(),
  }),
  train({ epochs: 1, batchSize: 1 }),
)

same<typeof made, Pipeline<'nli+stsb+stsb', 384, 'minilm', 'trained'>>()
same<typeof open, Pipeline<`${string}+${string}`, 384, 'minilm', 'trained'>>()
