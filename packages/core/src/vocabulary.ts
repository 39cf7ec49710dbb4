import { encode } from './encode/encode.js'
import { binaryClassification } from './evaluate/binaryClassification.js'
import { labels } from './evaluate/labels.js'
import { loss } from './evaluate/loss.js'
import { mse } from './evaluate/mse.js'
import { paraphraseMining } from './evaluate/paraphraseMining.js'
import { reranking } from './evaluate/reranking.js'
import { retrieval } from './evaluate/retrieval.js'
import { sequence } from './evaluate/sequence.js'
import { similarity } from './evaluate/similarity.js'
import { translation } from './evaluate/translation.js'
import { triplet } from './evaluate/triplet.js'
import { freeze } from './freeze.js'
import { multitask } from './multitask.js'
import * as optimizers from './optimizers.js'
import { router } from './router.js'
import * as schedules from './schedules.js'
import { tokenize } from './tokenize/tokenize.js'
import { train } from './train.js'

/** Every stage of this package: what JSON may name. */
export const all = [
  tokenize,
  encode,
  router,
  similarity,
  binaryClassification,
  triplet,
  retrieval,
  reranking,
  paraphraseMining,
  translation,
  mse,
  sequence,
  labels,
  loss,
  multitask,
  freeze,
  train,
  optimizers.adamW,
  optimizers.adam,
  optimizers.sgd,
  optimizers.nesterov,
  optimizers.adagrad,
  schedules.cosine,
  schedules.cosineWithRestarts,
  schedules.polynomial,
  schedules.inverseSquareRoot,
] as const
