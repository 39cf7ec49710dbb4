import { type Data, type PipelineJson, tasks } from '@siamese/core'
import { cosine, head, json, labelled, onDev, pairs, training } from '../run/tiny.js'
import type { Child } from './killed.js'

/** Runs that are killed: a pipeline, and how it is computed. */
export interface KilledRun {
  readonly name: string
  readonly pipeline: PipelineJson
  readonly options: Omit<Child['options'], 'base'>
}

const both = tasks(labelled, pairs) as Data
const multitask = { stage: 'multitask', losses: { labelled: { stage: 'loss.softmax' }, pairs: cosine } }

export const killedRuns: readonly KilledRun[] = [
  {
    name: 'dropout, the best and patience',
    pipeline: json([
      ...head,
      cosine,
      onDev,
      training({ epochs: 8, dropout: 0.2, evaluateEvery: 2, best: 'dev.spearman_cosine', patience: 8 }),
    ]),
    options: { checkpointEvery: 5 },
  },
  {
    name: 'several batches a step, without weight decay',
    pipeline: json([
      ...head,
      cosine,
      onDev,
      training({ epochs: 8, batchSize: 3, accumulate: 2, dropout: 0.1, weightDecay: 0 }),
    ]),
    options: { checkpointEvery: 3, keep: 1 },
  },
  {
    name: 'two data sets',
    pipeline: json([...head, multitask, training({ epochs: 4, batchSize: 4, dropout: 0.1 })], both),
    options: { checkpointEvery: 4 },
  },
  {
    name: 'operation by operation, no text twice in a batch',
    pipeline: json([
      ...head,
      { stage: 'loss.multipleNegativesRanking', columns: { anchor: 'sentence1', positive: 'sentence2' } },
      onDev,
      training({ epochs: 4, sampler: 'no duplicates', dropout: 0.1 }),
    ]),
    options: { eager: true, checkpointEvery: 2 },
  },
  {
    name: 'WebAssembly',
    pipeline: json([...head, cosine, onDev, training({ epochs: 3, dropout: 0.1 })]),
    options: { engine: 'wasm', checkpointEvery: 2 },
  },
]
