import { join } from 'node:path'
import { problem } from '@siamese/core'
import { isLeft, left, right } from 'fp-ts/lib/Either.js'
import { readRun } from '../../../src/report/run/readRun.js'
import { runPage } from '../../../src/report/run/runPage.js'
import { sweepPage } from '../../../src/report/sweep/sweepPage.js'
import { compare } from '../../../src/run/compare/compare.js'
import { estimateFile } from '../../../src/run/estimate/estimateFile.js'
import { experimentFile } from '../../../src/run/experimentFile.js'
import { finishedRun } from '../../../src/run/folder/finishedRun.js'
import { readMetrics } from '../../../src/run/folder/metricsFile.js'
import { processesOf } from '../../../src/run/folder/processes.js'
import { readTrace } from '../../../src/run/folder/trace.js'
import { readVersioned } from '../../../src/run/folder/versioned.js'
import { sequenceFile } from '../../../src/run/sequenceFile.js'
import { sweepFile } from '../../../src/run/sweep/sweepFile.js'
import { explained } from '../../report/explained.js'
import { cosine, head, json, onDev, training } from '../../run/tiny.js'
import type { Reader } from '../reader.js'
import { newest } from './runs.js'

const lines = (...some: readonly object[]): string => some.map(each => `${JSON.stringify(each)}\n`).join('')
const seconds = { start: 1, training: 2, evaluation: 0.5, saving: 0.1, together: 3.6 }
const at = '2026-01-01T00:00:00.000Z'
const texts = ['A dog runs.', 'a cat <b>sleeps</b>', 'é 😀']

const files = {
  'manifest.json': newest,
  'state.json': { version: 1, state: 'finished' },
  'metrics.jsonl': lines(
    { step: 0, 'dev.spearman_cosine': 0.2, 'dev.pearson_cosine': null },
    { step: 1, epoch: 0, loss: 0.5, rate: 1e-5, norm: 2, task: 'pairs', parts: { dim_64: 0.25 } },
    { step: 2, epoch: 1, loss: 0.4, rate: 2e-5, norm: 1.5 },
    { step: 2, stoppedEarly: true, best: { metric: 'dev.spearman_cosine', value: 0.3, step: 1 } },
    { step: 2, trained: true, 'dev.spearman_cosine': 0.4 },
  ),
  'log.jsonl': lines(
    { at, event: 'started', engine: 'native', process: 4711 },
    { at, event: 'checkpoint', step: 1, folder: 'checkpoints/step-00000001', spent: { seconds, memory: 1e8 } },
    { at, event: 'started', engine: 'native', process: 4712 },
    { at, event: 'resumed', step: 1 },
    { at, event: 'done', steps: 2, seconds: 2, spent: { seconds, memory: 2e8 } },
  ),
  'trace.jsonl': lines({ step: 0, weights: { a: '0123' } }, { step: 1, input: 'ab', rows: { train: [0, 1] } }),
  'outcome.json': {
    outcome: 1,
    steps: 2,
    seconds: 2,
    processes: [{ process: 4711, began: at, after: 0, seconds, memory: 1e8 }],
    before: { 'dev.spearman_cosine': 'NaN' },
    after: { 'dev.spearman_cosine': 0.4 },
    best: { metric: 'dev.spearman_cosine', value: 0.4, step: 2 },
    hashes: { 'metrics.jsonl': 'a'.repeat(64) },
  },
  'estimate.json': {
    version: 1,
    estimate: { steps: 2, seconds, memory: { peak: 1e9 } },
    spent: { steps: 2, seconds, memory: 1e8 },
  },
  'report.json': {
    report: 1,
    began: at,
    of: explained,
    samples: [
      {
        data: 'pairs',
        split: 'dev',
        of: 3,
        rows: 3,
        columns: [
          { column: 'sentence1', role: 'sentence1', texts },
          { column: 'sentence2', role: 'sentence2', texts },
        ],
        label: { column: 'score', score: [0, 5], values: [0, 2.5, 5] },
      },
    ],
    warnings: ['a warning'],
  },
  'predictions/after/dev.pairs.json': {
    predictions: 1,
    scores: [0, 1, 2],
    similarities: { cosine: [0.1, 'NaN', 0.3] },
  },
}

export const filesOfRuns: Reader = {
  name: 'what a run left',
  share: 2,
  seeds: () => [
    { files, changed: Object.keys(files).filter(name => name !== 'manifest.json' && name !== 'state.json') },
  ],
  read: async folder => {
    const { said } = await readMetrics(folder)
    await processesOf(folder)
    await readTrace(folder)
    for (const task of [compare([folder, folder], { samples: 5 }), readVersioned(estimateFile, folder)]) {
      const read = await (task as () => Promise<{ readonly _tag: 'Left' | 'Right' }>)()
      if (read._tag === 'Left') return read as never
    }
    const finished = await finishedRun(folder)
    if (isLeft(finished)) return finished
    const record = await readRun(folder)()
    if (isLeft(record)) return record
    const page = runPage(record.right)
    return said.length > 0 ? left(said.map(each => problem(each))) : right(page.length)
  },
}

const pipeline = json([...head, cosine, onDev, training()])
const chosen = [{ stage: 'train', setting: 'seed', is: 1 }]
const a = 'a'.repeat(64)
const experiments = {
  'sweep.json': {
    sweep: 1,
    points: [
      { chosen, folder: 'point-1', pipeline: a, metrics: { 'dev.spearman_cosine': 0.4 } },
      { chosen: [{ stage: 'choose', is: 'pool.mean' }], folder: 'point-2', pipeline: a, problems: ['it failed'] },
    ],
    groups: [{ chosen: [], points: [1, 2], metrics: { 'dev.spearman_cosine': { mean: 0.4, deviation: 0.1, n: 2 } } }],
  },
  'sequence.json': { sequence: 1, pipelines: [a, a] },
  'experiment.json': {
    version: 1,
    experiment: { ...pipeline, sweep: { sample: 1, seed: 2 } },
    base: { fromRun: '..' },
    command: ['siamese', 'sweep'],
    engine: 'native',
    threads: 2,
    without: ['ownNorms'],
    parallel: 2,
  },
}

export const severalRuns: Reader = {
  name: 'what a sweep left',
  seeds: () => [{ files: experiments }],
  read: async folder => {
    const sweep = await readVersioned(sweepFile, folder)()
    if (isLeft(sweep)) return sweep
    sweepPage(join('runs', 'sweep-1'), sweep.right)
    const sequence = await readVersioned(sequenceFile, folder)()
    if (isLeft(sequence)) return sequence
    return readVersioned(experimentFile, folder)()
  },
}
