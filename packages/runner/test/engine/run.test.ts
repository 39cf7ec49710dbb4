import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  check,
  definePooling,
  encode,
  evaluate,
  type Model,
  pipeline,
  type Stage,
  tokenize,
  train as training_,
} from '@siamese/core'
import * as loss from '@siamese/losses'
import * as pool from '@siamese/pooling'
import * as tf from '@tensorflow/tfjs-core'
import { isLeft, isRight } from 'fp-ts/lib/Either.js'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { load } from '../../src/encode/load.js'
import { openEngine } from '../../src/engine/engine.js'
import { runsGraphs } from '../../src/engine/graphSession.js'
import { hasOwnOperations } from '../../src/engine/ownOperations.js'
import { evaluatePipeline } from '../../src/run/evaluatePipeline.js'
import { manifestFile } from '../../src/run/folder/manifest.js'
import { readVersioned } from '../../src/run/folder/versioned.js'
import { type RunOptions, run } from '../../src/run/run.js'
import type { RunEvent } from '../../src/run/runEvent.js'
import { readSafetensors } from '../../src/sources/safetensors.js'
import { cosine, folder, head, labelled, made, model, onDev, pairs, remove, sentence, training } from '../run/tiny.js'

const base = folder()
test.after(() => remove(base))
let runs = 0
const opened = await openEngine()()
if (isLeft(opened)) throw new Error(opened.left.map(({ sentence }) => sentence).join('\n'))
const engine = opened.right.name

const tried = async (pipelined: Parameters<typeof run>[0], options: RunOptions = {}) => {
  const out = join(base, `run-${++runs}`)
  const events: RunEvent[] = []
  const before = tf.memory().numTensors
  const result = await run(pipelined, { engine, base, out, report: event => events.push(event), ...options })()
  assert.is(tf.memory().numTensors, before, 'as many tensors after a run as before it')
  assert.equal(
    existsSync(out) ? readdirSync(out).filter(name => name.endsWith('.part')) : [],
    [],
    'nothing half written is left',
  )
  return { result, out, events }
}
const ran = async (pipelined: Parameters<typeof run>[0], options?: RunOptions) => {
  const { result, ...rest } = await tried(pipelined, options)
  if (isLeft(result)) throw new Error(result.left.map(({ sentence }) => sentence).join('\n'))
  return { ...rest, result: result.right }
}
const lines = (out: string) =>
  readFileSync(join(out, 'metrics.jsonl'), 'utf8')
    .trimEnd()
    .split('\n')
    .map(line => JSON.parse(line))
/** The names in a folder, sorted; those of TensorBoard's files have times in them. */
const named = (out: string): readonly string[] =>
  readdirSync(out)
    .map(name => name.replace(/^events\.out\.tfevents\..*$/, 'events'))
    .sort()
const sha = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex')
const lossesOf = (out: string): readonly number[] =>
  lines(out).flatMap(({ loss }) => (loss === undefined ? [] : [loss]))

test('a run leaves a manifest, its metrics in order, and a model', async () => {
  const { out, result, events } = await ran(
    made([...head, cosine, onDev, { ...onDev, on: 'test' }, training({ evaluateEvery: 2, dropout: 0 })]),
  )
  assert.equal(named(out), [
    'checkpoints',
    'estimate.json',
    'events',
    'log.jsonl',
    'manifest.json',
    'metrics.jsonl',
    'model',
    'outcome.json',
    'pipeline.json',
    'predictions',
    'report.html',
    'report.json',
    'sample-after.safetensors',
    'sample-before.safetensors',
    'state.json',
    'trace.jsonl',
  ])
  assert.equal(JSON.parse(readFileSync(join(out, 'state.json'), 'utf8')), { version: 1, state: 'finished' })
  const read = await readVersioned(manifestFile, out)()
  if (isLeft(read)) throw new Error(read.left[0]!.sentence)
  const manifest = read.right
  assert.is(sha(join(out, 'pipeline.json')), manifest.hashes.pipeline)
  assert.is(manifest.hashes.tokenizer!['tokenizer.json'], sha(join(base, 'tokenizer.json')))
  assert.is(manifest.base!.fromRun, '..')
  for (const name of ['@siamese/core', '@siamese/losses', '@siamese/pooling', '@siamese/runner', 'node', 'tfjs'])
    assert.match(manifest.versions[name] ?? '', /^\d+\./, name)
  assert.is(manifest.engine.name, engine)
  assert.equal(Object.keys(manifest.hashes.data), ['train', 'dev', 'test'])
  const written = lines(out)
  assert.equal(
    written.map(({ step, loss, trained }) => [step, trained ? 'trained' : loss === undefined ? 'evaluated' : 'step']),
    [
      [0, 'evaluated'],
      [1, 'step'],
      [2, 'step'],
      [2, 'evaluated'],
      [3, 'step'],
      [4, 'step'],
      [4, 'evaluated'],
      [5, 'step'],
      [6, 'step'],
      [6, 'evaluated'],
      [6, 'trained'],
    ],
  )
  assert.ok('test.spearman_cosine' in written[0] && 'test.spearman_cosine' in written.at(-1))
  assert.not.ok(
    written.slice(1, -1).some(line => Object.keys(line).some(key => key.startsWith('test'))),
    'the test split is not looked at while training',
  )
  assert.equal(Object.keys(result.before), Object.keys(result.after!))
  assert.is(result.steps, 6)
  assert.equal(events[0], { event: 'started', folder: out, engine })
  assert.is(events.filter(({ event }) => event === 'step').length, 6)
})

test('a training that does not get anywhere says so', async () => {
  const { events } = await ran(made([...head, cosine, training({ epochs: 40, learningRate: 1e-12, dropout: 0 })]))
  const sentences = events.flatMap(event => (event.event === 'warning' ? [event.sentence] : []))
  assert.is(sentences.length, 1, sentences.join('\n'))
  assert.match(sentences[0]!, /^the loss shows no fall in 120 steps, 0\.\d+ at first and 0\.\d+ now/)
})

test('the log tells what happened, in order, to its end', async () => {
  const logOf = (out: string) =>
    readFileSync(join(out, 'log.jsonl'), 'utf8')
      .trimEnd()
      .split('\n')
      .map(line => JSON.parse(line))
  const { out, result, events } = await ran(made([...head, cosine, onDev, training({ epochs: 1, warmup: 1 })]))
  const log = logOf(out)
  assert.equal(
    log.map(({ event, moment }) => (moment === undefined ? event : `${event} ${moment}`)),
    ['started', 'warning', 'estimated', 'evaluation before', 'checkpoint', 'warning', 'evaluation after', 'done'],
  )
  assert.is(log[5].sentence, 'the vectors of dev have a mean cosine over 0.95: the model hardly tells texts apart')
  assert.match(log[1].sentence, /^warmup 1 takes all 3 steps/)
  assert.equal([log[4].step, log[4].folder], [3, 'checkpoints/step-00000003'])
  assert.equal([log.at(-1).steps, log.at(-1).seconds], [3, result.seconds])
  const times = log.map(({ at }) => Date.parse(at))
  assert.equal(
    times,
    [...times].sort((a, b) => a - b),
  )
  const last = events.at(-1)!
  assert.equal(last.event === 'done' && last.result, result)

  const stop = new AbortController()
  const stopped = await tried(made([...head, cosine, training()]), {
    signal: stop.signal,
    report: ({ event }) => event === 'step' && stop.abort(),
  })
  const { event, why } = logOf(stopped.out).at(-1)
  assert.equal([event, why], ['stopped', isLeft(stopped.result) && stopped.result.left.map(({ sentence }) => sentence)])
})

test('the manifest says how it is computed: what was left out is not there', async () => {
  const manifest = async (settings: object, options: RunOptions) => {
    const { out } = await ran(made([...head, cosine, training({ epochs: 1, ...settings })]), options)
    return JSON.parse(readFileSync(join(out, 'manifest.json'), 'utf8'))
  }
  const operations = await manifest({}, { eager: true })
  assert.is(operations.engine.steps, 'operations')
  assert.equal(operations.computing, { precision: 'float32', attentionGroups: 2 })
  if (!runsGraphs()) return
  const graph = await manifest({ precision: 'bf16' }, { without: ['columnSums', 'plainReshapes'] })
  assert.is(graph.engine.steps, 'graph')
  const own = hasOwnOperations() ? ['ownNorms', 'ownGelus', 'ownDropouts', 'ownAttention', 'ownSums'] : []
  const passes = ['foldConstants', ...own, 'layerNorms', 'bfloat16Products', 'shareEqualNodes', 'dropUnused']
  assert.equal(graph.computing, { precision: 'bf16', attentionGroups: 2, passes })
})

test('the manifest is written before the first step', async () => {
  let there: readonly string[] = []
  const { out } = await ran(made([...head, cosine, training({ epochs: 1 })]), {
    report: ({ event }) => {
      if (event === 'started') there = named(join(base, `run-${runs}`))
    },
  })
  assert.equal(there, [
    'events',
    'log.jsonl',
    'manifest.json',
    'pipeline.json',
    'report.json',
    'run.lock',
    'state.json',
  ])
  const saved = await readSafetensors(join(out, 'model', 'model.safetensors'))()
  if (isLeft(saved)) throw new Error(saved.left[0]!.sentence)
  for (const part of ['query', 'key', 'value'])
    assert.equal(saved.right.get(`encoder.layer.0.attention.self.${part}.weight`)?.shape, [8, 8], part)
  assert.not.ok([...saved.right.keys()].some(name => name.includes('qkv')))
})

test('the same manifest gives the same bytes, with dropout on', async () => {
  const trained = made([...head, cosine, onDev, training({ dropout: 0.3 })])
  const [first, second] = [await ran(trained), await ran(trained)]
  for (const file of ['metrics.jsonl', 'model/model.safetensors', 'manifest.json'])
    assert.is(sha(join(first.out, file)), sha(join(second.out, file)), file)
  const other = await ran(made([...head, cosine, onDev, training({ dropout: 0.3, seed: 43 })]))
  assert.is.not(sha(join(first.out, 'model/model.safetensors')), sha(join(other.out, 'model/model.safetensors')))
  const without = await ran(made([...head, cosine, onDev, training({ dropout: 0 })]))
  assert.is.not(lossesOf(first.out)[1], lossesOf(without.out)[1])
})

test('the saved model gives the metrics and the embeddings of the run', async () => {
  const { result } = await ran(made([...head, cosine, onDev, training({ learningRate: 1e-2 })]))
  const saved = {
    ...model,
    origin: { source: result.model!, files: [] },
    modules: ['pool.mean'] as const,
  }
  const again = await evaluatePipeline(
    pipeline(pairs, tokenize(saved), encode(saved), pool.mean(), evaluate.similarity({ on: 'dev' })) as never,
    { engine, base },
  )()
  assert.ok(isRight(again))
  for (const [name, value] of Object.entries(result.after!))
    assert.ok(Math.abs(again.right[name]! - value) < 1e-6, name)
})

test('the best weights are kept and are the ones that are saved', async () => {
  const { result, out } = await ran(
    made([
      ...head,
      cosine,
      onDev,
      training({ learningRate: 0.05, schedule: 'constant', warmup: 0, evaluateEvery: 1, best: 'dev.spearman_cosine' }),
    ]),
  )
  const seen = lines(out).filter(line => line.loss === undefined && line.step > 0 && !line.trained)
  const values = seen.map(line => line['dev.spearman_cosine'])
  assert.is(result.best!.value, Math.max(...values))
  assert.is(result.best!.step, seen[values.indexOf(Math.max(...values))].step)
  assert.is(result.after!['dev.spearman_cosine'], result.best!.value)
  assert.is.not(values.at(-1), result.best!.value, 'the last step is another one here')
})

test('patience stops a run that does not gain any more', async () => {
  const { result, events } = await ran(
    made([
      ...head,
      cosine,
      onDev,
      training({ epochs: 20, learningRate: 0.05, evaluateEvery: 1, best: 'dev.spearman_cosine', patience: 2 }),
    ]),
  )
  const stopped = events.find(({ event }) => event === 'stopped early')
  assert.ok(stopped !== undefined && result.steps < 60)
  assert.is(result.steps, result.best!.step + 2)
})

test('accumulated batches are one bigger batch where rows do not interact', async () => {
  const of = (settings: object) =>
    ran(
      made([...head, cosine, training({ dropout: 0, sampler: 'as given', steps: 3, epochs: undefined, ...settings })]),
    )
  const [whole, parts] = [await of({ batchSize: 4 }), await of({ batchSize: 2, accumulate: 2 })]
  const [a, b] = [lossesOf(whole.out), lossesOf(parts.out)]
  assert.is(a.length, 3)
  a.forEach((value, i) => assert.ok(Math.abs(value - b[i]!) < 1e-6))
})

test('a softmax head is trained, saved beside the model and read back as it is', async () => {
  const classifies = made(
    [...head, { stage: 'loss.softmax' }, { stage: 'evaluate.labels', on: 'dev' }, training({ learningRate: 1e-2 })],
    labelled,
  )
  const { result, out } = await ran(classifies)
  const tensors = tf.memory().numTensors
  const untrained = await evaluatePipeline(classifies, { engine, base })()
  assert.ok(isRight(untrained))
  assert.equal(untrained.right, result.before, 'evaluation without training has the head that training starts from')
  assert.is(tf.memory().numTensors, tensors)
  const read = await readSafetensors(join(out, 'model/head/model.safetensors'))()
  assert.ok(isRight(read))
  assert.equal(
    [...read.right].map(([name, { shape }]) => [name, [...shape]]),
    [
      ['classifier.bias', [3]],
      ['classifier.weight', [3, 24]],
    ],
  )
  const bound = 1 / Math.sqrt(24)
  const values = read.right.get('classifier.weight')!.values
  assert.ok(values.some(value => Math.abs(value) > bound * 0.5) && values.every(Number.isFinite))
  const config = JSON.parse(readFileSync(join(out, 'model/head/config.json'), 'utf8'))
  assert.is(config.stage, 'loss.softmax')
  assert.ok('dev.accuracy' in result.after!)
})

test('being stopped while training leaves no model and no tensors', async () => {
  const controller = new AbortController()
  const { result, out } = await tried(made([...head, cosine, onDev, training()]), {
    signal: controller.signal,
    report: event => {
      if (event.event === 'step' && event.step === 2) controller.abort()
    },
  })
  assert.ok(isLeft(result))
  assert.equal(
    result.left.map(({ sentence }) => sentence),
    [`stopped at step 2 of 6; siamese resume ${out} goes on from the checkpoint of step 2`],
  )
  assert.equal(named(out), [
    'checkpoints',
    'estimate.json',
    'events',
    'log.jsonl',
    'manifest.json',
    'metrics.jsonl',
    'pipeline.json',
    'predictions',
    'report.html',
    'report.json',
    'sample-before.safetensors',
    'state.json',
    'trace.jsonl',
  ])
  assert.equal(readdirSync(join(out, 'checkpoints')), ['step-00000002'])
})

test('being stopped while evaluating does so, too', async () => {
  for (const step of [0, 2]) {
    const controller = new AbortController()
    let now = 0
    const { result, out } = await tried(made([...head, cosine, onDev, training({ evaluateEvery: 2 })]), {
      signal: controller.signal,
      report: event => {
        if (event.event === 'step') now = event.step
        if (event.event === 'evaluating' && now === step) controller.abort()
      },
    })
    assert.ok(isLeft(result))
    assert.match(
      result.left[0]!.sentence,
      /^stopped (while evaluating|at step 2 of 6); siamese resume \S+ goes on from/,
    )
    assert.not.ok(existsSync(join(out, 'model')))
  }
})

test('a loss that is no number ends the run with the step and the rows', async () => {
  const { result, out } = await tried(made([...head, cosine, training({ learningRate: 1e30, warmup: 0 })]))
  assert.ok(isLeft(result))
  assert.match(
    result.left[0]!.sentence,
    /^the loss is (NaN|Infinity) and the gradient's norm .* at step 2; .*; the step is not taken; it has rows (\d+, )+\d+ of the training split: lower learningRate/,
  )
  assert.not.ok(existsSync(join(out, 'model')))
})

test('weights that are no numbers after the last step are not saved', async () => {
  const { result, out } = await tried(
    made([...head, cosine, training({ epochs: undefined, steps: 1, learningRate: 1e39, warmup: 0 })]),
  )
  assert.ok(isLeft(result))
  assert.match(result.left[0]!.sentence, /lower learningRate/)
  assert.not.ok(existsSync(join(out, 'model')))
})

test('texts beyond the limit are counted in every split that is read', async () => {
  const short = [{ stage: 'tokenize', model: 'tiny', maxLength: 5 }, ...head.slice(1)]
  const { result } = await ran(made([...short, cosine, onDev, training()]))
  const long = (from: number, rows: number) =>
    Array.from({ length: rows }, (_, i) => [sentence(from + i), sentence(3 * (from + i) + 1)])
      .flat()
      .filter(text => text.split(' ').length > 3).length
  assert.equal(result.truncated, { dev: long(40, 9), train: long(0, 22) })
  const { result: whole } = await ran(made([...head, cosine, onDev, training()]))
  assert.equal(whole.truncated, {})
})

test('a run folder that exists is refused, and nothing in it is touched', async () => {
  const pipelined = made([...head, onDev])
  const { out } = await ran(pipelined)
  const manifest = sha(join(out, 'manifest.json'))
  const { result } = await tried(pipelined, { out })
  assert.ok(isLeft(result))
  assert.match(result.left[0]!.sentence, /exists and is not empty \(a run that finished\): name another folder/)
  assert.is(sha(join(out, 'manifest.json')), manifest)
})

test('runs without a name of their own are numbered', async () => {
  const pipelined = made([...head, onDev])
  const where = { out: undefined as never, runs: join(base, 'runs'), name: 'small' }
  const [first, second] = [await ran(pipelined, where), await ran(pipelined, where)]
  assert.equal([first.result.folder, second.result.folder], [join(base, 'runs/small-1'), join(base, 'runs/small-2')])
  assert.is(first.result.model, undefined)
})

test('a model whose files declare other stages than the pipeline is refused, unless they are meant', async () => {
  const { result: first } = await ran(made([...head, cosine, training({ epochs: 1 })]))
  const saved = { ...model, modules: ['pool.mean'] as const, origin: { source: first.model!, files: [] } }
  const onDevOf = (from: Model, ...stages: readonly Stage[]) =>
    check(pairs, [tokenize(from), ...stages, evaluate.similarity({ on: 'dev' })])
  const unsaid = { ...saved, modules: [] }
  const stale = onDevOf(unsaid, encode(unsaid), pool.max())
  const refused = await run(stale, { engine, base, out: join(base, 'refused') })()
  assert.equal(isLeft(refused) && refused.left.map(({ sentence }) => sentence), [
    "encode: the files of tiny declare pool.mean, the pipeline's model nothing: add it again with siamese add model",
  ])
  const meant = onDevOf(saved, encode(saved, { insteadOf: ['pool.mean'] }), pool.max())
  const same = onDevOf(saved, encode(saved), pool.mean())
  for (const each of [meant, same]) {
    assert.equal(each.problems, [])
    assert.not.ok((await ran(each)).events.some(({ event }) => event === 'warning'))
  }
})

test("a pooling of one's own is said to stay here, and opens again when it is given", async () => {
  const first = definePooling({
    name: 'my.first',
    apply: ({ tokens }) => tf.tidy(() => tf.squeeze(tf.slice(tokens, [0, 0, 0], [-1, 1, -1]), [1]) as tf.Tensor2D),
  })
  const trained = pipeline(
    pairs,
    tokenize(model),
    encode(model),
    first(),
    loss.cosineSimilarity(),
    training_({ epochs: 1 }),
  )
  const { result, events } = await ran(trained)
  assert.ok(
    events.some(
      event => event.event === 'warning' && event.sentence.startsWith('sentence-transformers does not know my.first'),
    ),
  )
  const before = tf.memory().numTensors
  const refused = await load(result.model!, { engine }).catch(error => error)
  assert.match(refused.problems[0].sentence, /declares my\.first, which is no stage here: give it/)
  const opened = await load(result.model!, { engine, stages: [first] })
  assert.equal(opened.stages, ['my.first'])
  assert.is((await opened.encode(['a dog']))[0]!.length, 8)
  opened.dispose()
  assert.is(tf.memory().numTensors, before)
})

test.run()
