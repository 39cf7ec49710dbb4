import { evaluate, fragment, type Pipeline, pipeline, train } from '@siamese/core'
import * as loss from '@siamese/losses'
import * as pool from '@siamese/pooling'
import { stsb } from '../known.js'
import { same } from '../same.js'
import { sbert } from '../sbert.js'

const head = fragment(pool.normalize(), loss.cosineSimilarity(), evaluate.similarity({ on: 'dev' }))
export const made = pipeline(stsb, sbert, head, train({ epochs: 1, best: 'dev.pearson_cosine' }))
export const nested = pipeline(stsb, fragment(sbert, fragment(head)), train({ epochs: 1, best: 'dev.spearman_cosine' }))

same<typeof made, Pipeline<'stsb', 384, 'minilm', 'trained'>>()
same<typeof nested, typeof made>()
