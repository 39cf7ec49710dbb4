/** Why: A setting that nobody reads would be a mistake nobody sees. Cure: Write a setting that the optimizer has. */
import { optimizer, pipeline, train } from '@siamese/core'
import * as loss from '@siamese/losses'
import { stsb } from '../known.js'
import { sbert } from '../sbert.js'

export const refused = pipeline(
  stsb,
  sbert,
  loss.cosineSimilarity(),
  train({ epochs: 1, optimizer: optimizer.sgd({ momentum: 0.9, dampenning: 0.1 }) }),
)
