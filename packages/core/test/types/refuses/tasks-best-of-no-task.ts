/** Why: The metrics of several data sets are named by data set, split and metric. Cure: Write one that an evaluator before it gives. */
import { evaluate, multitask, pipeline, train } from '@siamese/core'
import * as loss from '@siamese/losses'
import { both, columns } from '../both.js'
import { sbert } from '../sbert.js'

export const refused = pipeline(
  both,
  sbert,
  multitask({ nli: loss.softmax({ columns }), stsb: loss.cosineSimilarity() }),
  evaluate.similarity({ on: 'stsb.dev' }),
  train({ epochs: 1, best: 'dev.spearman_cosine' }),
)
