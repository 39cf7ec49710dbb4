import { choose, optimizer, type Pipeline, pipeline, type Stage, schedule, train } from '@siamese/core'
import * as loss from '@siamese/losses'
import { stsb } from '../known.js'
import { same } from '../same.js'
import { sbert } from '../sbert.js'

const objective = loss.cosineSimilarity()

export const made = pipeline(
  stsb,
  sbert,
  objective,
  train({
    epochs: 1,
    optimizer: optimizer.sgd({ momentum: 0.9 }),
    schedule: schedule.polynomial({ power: 2, end: 0 }),
  }),
)
export const others = [
  train({ epochs: 1, optimizer: optimizer.nesterov({ momentum: 0.9 }), schedule: 'constant' }),
  train({ epochs: 1, optimizer: optimizer.adagrad(), schedule: schedule.inverseSquareRoot() }),
  train({
    epochs: 1,
    optimizer: optimizer.adam({ divideBy: 'largest' }),
    schedule: schedule.cosineWithRestarts({ cycles: 3 }),
  }),
].map(trained => pipeline(stsb, sbert, objective, trained))
export const swept = pipeline(
  stsb,
  sbert,
  objective,
  train({
    epochs: 1,
    optimizer: choose(optimizer.adamW(), optimizer.sgd({ momentum: 0.9 })),
    schedule: choose('linear', 'cosine'),
  }),
)
export const open = (written: Stage) => pipeline(stsb, sbert, objective, train({ epochs: 1, optimizer: written }))
same<typeof made, Pipeline<'stsb', 384, 'minilm', 'trained'>>()
same<ReturnType<typeof open>, typeof made>()
