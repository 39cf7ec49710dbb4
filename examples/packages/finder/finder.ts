// A project that finds duplicates with the stages of a published package: one fragment, from the texts to the loss.
import { pipeline, train } from '@siamese/core'
import { finder } from 'siamese-duplicates'
import { questions, small } from './questions.ts'

export default pipeline(
  questions,
  finder(small),
  train({ epochs: 20, batchSize: 6, learningRate: 2e-3, dropout: 0, best: 'dev.loss' }),
)
