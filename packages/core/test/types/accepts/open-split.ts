import { evaluate, type Pipeline, pipeline, train } from '@siamese/core'
import * as loss from '@siamese/losses'
import { stsb } from '../known.js'
import { same } from '../same.js'
import { sbert } from '../sbert.js'

/** A split named at run time: its metrics have open names, and `best` may be any of them. */
const on = (split: string) =>
  pipeline(
    stsb,
    sbert,
    loss.cosineSimilarity(),
    evaluate.similarity({ on: split }),
    train({ epochs: 1, best: 'dev.spearman_cosine' }),
  )

export const made = on('dev')
same<typeof made, Pipeline<'stsb', 384, 'minilm', 'trained'>>()
