// A run that was stopped and goes on ends with the same bytes as one that never stopped, whatever its numbers are drawn from.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { type Data, drawPairs, fromJson, type Pipeline, tasks } from '@siamese/core'
import * as tf from '@tensorflow/tfjs-core'
import { isLeft } from 'fp-ts/lib/Either.js'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { openEngine } from '../../src/engine/engine.js'
import { runsGraphs } from '../../src/engine/graphSession.js'
import { checkpointSteps } from '../../src/run/checkpoint/checkpointFolders.js'
import { resume } from '../../src/run/resume.js'
import { type RunOptions, run } from '../../src/run/run.js'
import type { RunEvent } from '../../src/run/runEvent.js'
import { vocabulary } from '../../src/vocabulary.js'
import { differing, outcomeBytes } from '../kill/outcomeBytes.js'
import { opened as orThrow } from '../opened.js'
import {
  cosine,
  folder,
  head,
  json,
  labelled,
  made,
  type model,
  onDev,
  pairs,
  remove,
  sentence,
  training,
} from '../run/tiny.js'

const base = folder()
test.after(() => remove(base))
const { name: engine } = orThrow(await openEngine()())
let runs = 0
const next = () => join(base, `run-${++runs}`)

/** Runs to the end; gives how many steps it had. */
const ran = async (pipeline: Pipeline, out: string, more: RunOptions = {}): Promise<number> => {
  const ended = await run(pipeline, { engine, base, out, ...more })()
  if (isLeft(ended)) throw new Error(ended.left.map(({ sentence }) => sentence).join('\n'))
  return ended.right.steps
}
const stopped = async (pipeline: Pipeline, out: string, at: (event: RunEvent) => boolean, more: RunOptions = {}) => {
  const controller = new AbortController()
  const report = (event: RunEvent) => {
    if (at(event)) controller.abort()
  }
  const ended = await run(pipeline, { engine, base, out, ...more, report, signal: controller.signal })()
  assert.ok(isLeft(ended), 'it was stopped')
}
const goneOn = async (out: string) => {
  const ended = await resume(out)()
  if (isLeft(ended)) throw new Error(ended.left.map(({ sentence }) => sentence).join('\n'))
}

const both = tasks(labelled, pairs) as Data
const texts: Data = {
  data: 'texts',
  columns: [['text', 'text']],
  splits: ['train'],
  origin: { rows: { train: Array.from({ length: 22 }, (_, n) => ({ text: sentence(n, 3 + (n % 9)) })) } },
}
const drawn = drawPairs(texts, { of: 'text', negatives: 2, seed: 7 } as never) as Data
const classes = { stage: 'loss.softmax' }
const multitask = { stage: 'multitask', losses: { labelled: classes, pairs: cosine }, sampling: 'proportional' }
const negatives = {
  stage: 'loss.multipleNegativesRanking',
  columns: { anchor: 'sentence1', positive: 'sentence2' },
}
const triplets = { stage: 'loss.batchAllTriplet', columns: { text: 'sentence1' } }
const onLabels = { stage: 'evaluate.labels', on: 'dev' }
const chosen = training({ dropout: 0.2, evaluateEvery: 2, best: 'dev.spearman_cosine', patience: 4, epochs: 4 })

const cases: Readonly<Record<string, readonly [Pipeline, RunOptions?]>> = {
  'dropout, the best of every second step, patience': [
    made([...head, cosine, onDev, chosen]),
    { checkpointEvery: 3, keep: 1 },
  ],
  'several batches a step': [made([...head, cosine, onDev, training({ dropout: 0.1, batchSize: 3, accumulate: 3 })])],
  'a batch in parts': [made([...head, cosine, training({ dropout: 0.1, batchSize: 8, miniBatchSize: 3 })])],
  'an optimizer without moments': [
    made([...head, cosine, training({ optimizer: { stage: 'optimizer.sgd', momentum: 0 } })]),
  ],
  'sums of squares, and no decay': [
    made([...head, cosine, training({ optimizer: { stage: 'optimizer.adagrad' }, weightDecay: 0 })]),
  ],
  'two data sets in proportion, several batches a step': [
    made([...head, multitask, training({ batchSize: 4, accumulate: 2, dropout: 0.1 })], both),
  ],
  'no text twice in a batch': [made([...head, negatives, training({ sampler: 'no duplicates' })])],
  'batches by label': [made([...head, triplets, training({ sampler: 'grouped by label' })], labelled)],
  'batches by length': [made([...head, cosine, training({ sampler: 'by length' })])],
  'words deleted, and a text told again': [
    made([...head, { stage: 'loss.denoisingAutoEncoder' }, training({ dropout: 0.1 })], texts),
  ],
  'pairs drawn in each epoch': [
    made([...head, { stage: 'loss.contrastiveTension' }, training({ batchSize: 9 })], drawn),
  ],
  'an encoder for each route, the best of every second step': [
    made([
      {
        stage: 'router',
        query: [...head, { stage: 'pool.normalize' }],
        document: [...head, { stage: 'pool.dense', width: 8 }],
      },
      { ...negatives, scale: 5 },
      onDev,
      training({ dropout: 0.2, batchSize: 6, evaluateEvery: 2, best: 'dev.spearman_cosine' }),
    ]),
    { checkpointEvery: 3, keep: 1 },
  ],
  'operation by operation': [made([...head, classes, onLabels, training({ dropout: 0.2 })], labelled), { eager: true }],
}

for (const [name, [pipeline, more]] of Object.entries(cases))
  test(`stopped at a step, it goes on to the same bytes: ${name}`, async () => {
    const whole = next()
    const steps = await ran(pipeline, whole, more)
    for (const at of [1, steps - 2]) {
      const out = next()
      const tensors = tf.memory().numTensors
      await stopped(pipeline, out, event => event.event === 'step' && event.step === at, more)
      assert.equal((await checkpointSteps(out)).slice(-1), [at])
      assert.not.ok(existsSync(join(out, 'model')))
      await goneOn(out)
      assert.equal(await differing(whole, out), [], `stopped at step ${at}`)
      assert.is(tf.memory().numTensors, tensors)
    }
  })

test('rows of a table that are held apart while training are in a checkpoint as they are', async () => {
  const words = json([...head, cosine, onDev, training({ weightDecay: 0 })])
  const { tiny } = words.models as never as { readonly tiny: typeof model }
  const { config } = tiny.origin
  // Of so many tokens the texts have less than half.
  const large = { ...tiny, vocabulary: 99, origin: { ...tiny.origin, config: { ...config, vocab_size: 99 } } }
  const read = fromJson(vocabulary, { ...words, models: { tiny: large } })
  if (isLeft(read)) throw new Error(read.left.map(({ sentence }) => sentence).join('\n'))
  const [whole, out] = [next(), next()]
  await ran(read.right, whole)
  await stopped(read.right, out, event => event.event === 'step' && event.step === 4)
  const apart = [...(await outcomeBytes(whole)).entries()].some(
    ([file, bytes]) => file.endsWith('moments.safetensors') && bytes.includes('word_embeddings.weight/used/first'),
  )
  assert.is(apart, runsGraphs())
  await goneOn(out)
  assert.equal(await differing(whole, out), [])
})

const watched = made([...head, cosine, onDev, chosen])

test('stopped in an evaluation, before training, on the way or after it, it does so, too', async () => {
  const whole = next()
  const steps = await ran(watched, whole)
  const moments: readonly ((evaluations: number, step: number) => boolean)[] = [
    evaluations => evaluations === 0,
    evaluations => evaluations === 2,
    // Behind the last evaluation on the way is that of the model which is written.
    (evaluations, step) => step === steps && evaluations === 1 + steps / 2,
  ]
  for (const isIt of moments) {
    const out = next()
    let evaluations = 0
    let step = 0
    await stopped(watched, out, event => {
      if (event.event === 'step') step = event.step
      if (event.event === 'evaluation') evaluations++
      return event.event === 'evaluating' && isIt(evaluations, step)
    })
    await goneOn(out)
    assert.equal(await differing(whole, out), [])
  }
})

test('how often a run keeps checkpoints, and how many, changes nothing', async () => {
  const [often, seldom] = [next(), next()]
  await ran(watched, often, { checkpointEvery: 1, keep: 5 })
  await ran(watched, seldom, { checkpointEvery: 1000, keep: 1 })
  assert.equal(await differing(often, seldom), [])
  assert.ok((await checkpointSteps(often)).length >= 5)
  const kept = await checkpointSteps(seldom)
  assert.ok(kept.length <= 2, `the last and the best: ${kept}`)
})

test('how often is evaluated changes no weight where nothing is chosen by it', async () => {
  const [often, seldom] = [next(), next()]
  for (const [out, evaluateEvery] of [
    [often, 1],
    [seldom, 3],
  ] as const)
    await ran(made([...head, cosine, onDev, training({ dropout: 0.2, evaluateEvery })]), out)
  const differ = await differing(often, seldom)
  assert.equal(
    differ.filter(file => file.endsWith('.safetensors')),
    [],
  )
  assert.ok(differ.includes('metrics.jsonl'))
})

test.run()
