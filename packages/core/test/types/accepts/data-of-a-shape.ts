import { type Data, evaluate, type Pipeline, pipeline, type Score, train } from '@siamese/core'
import * as loss from '@siamese/losses'
import { stsb } from '../known.js'
import { same } from '../same.js'
import { sbert } from '../sbert.js'

type Pairs = readonly [readonly ['sentence1', 'text'], readonly ['sentence2', 'text'], readonly ['score', Score]]
/** A function over all data of one shape: names and ranges are open, the rules are checked once, here. */
const regress = (data: Data<string, Pairs, readonly ['train', 'dev', ...string[]]>) =>
  pipeline(
    data,
    sbert,
    loss.cosineSimilarity(),
    evaluate.similarity({ on: 'dev' }),
    train({ epochs: 1, best: 'dev.spearman_cosine' }),
  )
export const made = regress(stsb)
same<typeof made, Pipeline<string, 384, 'minilm', 'trained'>>()
