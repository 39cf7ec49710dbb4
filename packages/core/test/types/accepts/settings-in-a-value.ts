import { evaluate, type Pipeline, pipeline, train } from '@siamese/core'
import * as loss from '@siamese/losses'
import { stsb } from '../known.js'
import { same } from '../same.js'
import { sbert } from '../sbert.js'

const settings = { epochs: 1, batchSize: 32, best: 'dev.spearman_cosine' } as const
const onDev = { on: 'dev' } as const
export const made = pipeline(stsb, sbert, loss.cosineSimilarity(), evaluate.similarity(onDev), train(settings))

same<typeof made, Pipeline<'stsb', 384, 'minilm', 'trained'>>()
