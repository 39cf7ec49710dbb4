import { type Data, evaluate, type Pipeline, pipeline, train } from '@siamese/core'
import * as loss from '@siamese/losses'
import { stsb } from '../known.js'
import { same } from '../same.js'
import { sbert } from '../sbert.js'

/** Data whose columns and splits only the program knows: every role stays open. */
const onAny = (anything: Data) =>
  pipeline(
    anything,
    sbert,
    loss.cosineSimilarity(),
    evaluate.similarity({ on: 'validation' }),
    train({ epochs: 1, best: 'validation.spearman_cosine' }),
  )

export const made = onAny({ ...stsb, splits: ['train', 'validation'] })
same<typeof made, Pipeline<string, 384, 'minilm', 'trained'>>()
