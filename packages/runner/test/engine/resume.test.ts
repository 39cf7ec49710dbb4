// A run that was stopped and goes on ends with the same bytes as one that never stopped.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Data, Pipeline } from '@siamese/core'
import * as tf from '@tensorflow/tfjs-core'
import { isLeft } from 'fp-ts/lib/Either.js'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { openEngine } from '../../src/engine/engine.js'
import { checkpointFolder, checkpointSteps } from '../../src/run/checkpoint/checkpointFolders.js'
import { verifiedCheckpoint } from '../../src/run/checkpoint/readCheckpoint.js'
import { enterAgain } from '../../src/run/enterAgain.js'
import { execute } from '../../src/run/execute.js'
import { type RunOptions, run } from '../../src/run/run.js'
import type { RunEvent } from '../../src/run/runEvent.js'
import { cosine, folder, head, labelled, made, onDev, pairs, remove, sentence, training } from '../run/tiny.js'

const base = folder()
test.after(() => remove(base))
const opened = await openEngine()()
if (isLeft(opened)) throw new Error(opened.left.map(({ sentence }) => sentence).join('\n'))
const engine = opened.right.name
let runs = 0

const next = () => join(base, `run-${++runs}`)
const options = (out: string, more: RunOptions): RunOptions => ({ engine, base, out, ...more })

/** Stops at an event; gives whether it was stopped. */
const stopped = async (pipeline: Pipeline, out: string, at: (event: RunEvent) => boolean, more: RunOptions) => {
  const controller = new AbortController()
  const report = (event: RunEvent) => {
    if (at(event)) controller.abort()
  }
  const ended = await run(pipeline, options(out, { ...more, report, signal: controller.signal }))()
  assert.ok(isLeft(ended), 'it was stopped')
}

const goneOn = async (pipeline: Pipeline, out: string, more: RunOptions) => {
  const [step] = (await checkpointSteps(out)).slice(-1)
  const file = step === undefined ? undefined : await verifiedCheckpoint(checkpointFolder(out, step))
  if (typeof file === 'string') throw new Error(file)
  const ended = await execute(pipeline, options(out, more), () => enterAgain(out, file))()
  if (isLeft(ended)) throw new Error(ended.left.map(({ sentence }) => sentence).join('\n'))
  return ended.right
}

/** Every file below that a run's numbers are in, with its bytes. */
const outcome = async (out: string): Promise<ReadonlyMap<string, Buffer>> => {
  const below = (folder: string): readonly string[] =>
    readdirSync(join(out, folder), { withFileTypes: true }).flatMap(entry =>
      entry.isDirectory() ? below(join(folder, entry.name)) : [join(folder, entry.name)],
    )
  const [last] = (await checkpointSteps(out)).slice(-1)
  const checkpoint = checkpointFolder('', last!)
  const files = [
    'metrics.jsonl',
    ...below('model'),
    ...['weights', 'moments'].map(name => `${checkpoint}/${name}.safetensors`),
  ]
  return new Map(files.map(file => [file, readFileSync(join(out, file))]))
}
const same = async (one: string, other: string) => {
  const [a, b] = [await outcome(one), await outcome(other)]
  assert.equal([...a.keys()], [...b.keys()])
  for (const [file, bytes] of a) assert.ok(bytes.equals(b.get(file)!), file)
}

const two: Data = { ...pairs, data: 'two' }
const cases: Readonly<Record<string, { readonly pipeline: Pipeline; readonly more?: RunOptions }>> = {
  'dropout, and the best of every second step': {
    pipeline: made([
      ...head,
      cosine,
      onDev,
      training({ dropout: 0.2, evaluateEvery: 2, best: 'dev.spearman_cosine', epochs: 3 }),
    ]),
  },
  'several batches a step': {
    pipeline: made([...head, cosine, onDev, training({ dropout: 0.1, batchSize: 3, accumulate: 3 })]),
  },
  'an optimizer without moments': {
    pipeline: made([...head, cosine, training({ optimizer: { stage: 'optimizer.sgd', momentum: 0 } })]),
  },
  'operation by operation': {
    pipeline: made(
      [...head, { stage: 'loss.softmax' }, { stage: 'evaluate.labels', on: 'dev' }, training({ dropout: 0.2 })],
      labelled,
    ),
    more: { eager: true },
  },
}
void two
void sentence

for (const [name, { pipeline, more = {} }] of Object.entries(cases)) {
  const whole = next()
  test(`${name}: whole`, async () => {
    const ended = await run(pipeline, options(whole, more))()
    if (isLeft(ended)) throw new Error(ended.left.map(({ sentence }) => sentence).join('\n'))
  })
  for (const at of [1, 2, 3, 5])
    test(`${name}: stopped at step ${at}, it goes on to the same bytes`, async () => {
      const out = next()
      const tensors = tf.memory().numTensors
      await stopped(pipeline, out, event => event.event === 'step' && event.step === at, more)
      assert.equal((await checkpointSteps(out)).slice(-1), [at])
      assert.not.ok(existsSync(join(out, 'model')))
      await goneOn(pipeline, out, more)
      await same(whole, out)
      assert.is(tf.memory().numTensors, tensors)
    })
}

test.run()
