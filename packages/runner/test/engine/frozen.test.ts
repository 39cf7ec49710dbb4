// A frozen model that a loss is given: its vectors are those that it encodes, however and whenever they are computed.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { data, encode, evaluate, type Model, pipeline, tokenize, train } from '@siamese/core'
import * as loss from '@siamese/losses'
import * as pool from '@siamese/pooling'
import * as tf from '@tensorflow/tfjs-core'
import { isLeft } from 'fp-ts/lib/Either.js'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { load } from '../../src/encode/load.js'
import { openEngine } from '../../src/engine/engine.js'
import { planOf } from '../../src/plan.js'
import { explain } from '../../src/run/explain/explain.js'
import { openPlan } from '../../src/run/openPlan.js'
import { resolvePipeline } from '../../src/run/resolve/resolve.js'
import { type RunOptions, run } from '../../src/run/run.js'
import type { RunEvent } from '../../src/run/runEvent.js'
import { folder, model, remove, sentence } from '../run/tiny.js'
import { otherTokenizer } from './tinyReference.js'

const base = folder()
test.after(() => remove(base))
writeFileSync(join(base, 'other.json'), JSON.stringify(otherTokenizer))
const small = model as unknown as typeof model & Model
const teacher = { ...small, model: 'teacher', origin: { ...small.origin, seed: 11, tokenizer: 'other.json' } } as const
const { config } = model.origin
const wide = { ...teacher, hidden: 12, origin: { ...teacher.origin, config: { ...config, hidden_size: 12 } } } as const

const rows = (from: number, count: number) =>
  Array.from({ length: count }, (_, i) => ({ text: sentence(from + i), translation: sentence(2 * (from + i) + 1) }))
const texts = data(
  'texts',
  [
    ['text', 'text'],
    ['translation', 'text'],
  ],
  { train: rows(0, 11), dev: rows(40, 5) },
)
const made = (epochs: number, taught: Model = teacher) =>
  pipeline(
    texts,
    tokenize(small),
    encode(small),
    pool.mean(),
    loss.mse({ teacher: taught }),
    evaluate.loss({ on: 'dev' }),
    train({ epochs, batchSize: 4, learningRate: 1e-2, dropout: 0 }),
  )

const opened = await openEngine()()
if (isLeft(opened)) throw new Error(opened.left.map(({ sentence }) => sentence).join('\n'))
let runs = 0
const ran = async (given: ReturnType<typeof made>, options: RunOptions = {}) => {
  const events: RunEvent[] = []
  const out = join(base, `run-${++runs}`)
  const before = tf.memory().numTensors
  const result = await run(given, { base, out, report: event => events.push(event), ...options })()
  assert.is(tf.memory().numTensors, before, 'as many tensors after a run as before it')
  if (isLeft(result)) throw new Error(result.left.map(({ sentence }) => sentence).join('\n'))
  return { ...result.right, out, events, losses: events.flatMap(each => (each.event === 'step' ? [each.loss] : [])) }
}

test('the first loss is the squared distance of what both models encode', async () => {
  const [ours, theirs] = await Promise.all([
    load({ ...small, modules: ['pool.mean'] } as never as Model, { base }),
    load(teacher as never as Model, { base }),
  ])
  const { before } = await ran(made(1))
  const dev = rows(40, 5)
  const vectors = async (encoder: typeof ours, column: 'text' | 'translation') =>
    encoder.encode(dev.map(row => row[column]))
  const taught = await vectors(theirs, 'text')
  const squares = (found: readonly Float32Array[]) =>
    found.flatMap((u, row) => [...u].map((x, i) => (x - taught[row]![i]!) ** 2 / u.length))
  const all = [...squares(await vectors(ours, 'text')), ...squares(await vectors(ours, 'translation'))]
  const expected = all.reduce((sum, each) => sum + each, 0) / (2 * dev.length)
  assert.ok(Math.abs(before['dev.loss']! - expected) < 1e-6, `${before['dev.loss']} and ${expected}`)
  ours.dispose()
  theirs.dispose()
})

test('compiled and eager, learned once and computed with each batch: the same losses', async () => {
  const [compiled, eager] = [await ran(made(3)), await ran(made(3), { eager: true })]
  const close = (found: readonly number[], expected: readonly number[]) =>
    found.forEach((each, i) => assert.ok(Math.abs(each - expected[i]!) < 1e-5, `step ${i}: ${each}, ${expected[i]}`))
  assert.is(compiled.losses.length, 9)
  close(compiled.losses, eager.losses)
  // In one epoch no row is read again, so that its vectors are computed with its batch.
  close((await ran(made(1))).losses.slice(0, 1), compiled.losses.slice(0, 1))
  const encoding = compiled.events.filter(({ event }) => event === 'encoding')
  // The sentences of the test come again after 12.
  assert.equal(encoding.at(-1), { event: 'encoding', model: 'teacher', done: 11, total: 11 })
  assert.ok(compiled.losses.at(-1)! < compiled.losses[0]!, 'it learns')
})

test('the manifest has the hashes of the frozen model, and other tokens are said', async () => {
  const { out, events } = await ran(made(1))
  const { hashes, pipeline } = JSON.parse(readFileSync(join(out, 'manifest.json'), 'utf8'))
  assert.equal(Object.keys(hashes.frozen), ['teacher'])
  assert.not.equal(hashes.frozen.teacher, hashes.model)
  assert.is(pipeline.stages[3].teacher, 'teacher')
  assert.equal(Object.keys(pipeline.models), ['tiny', 'teacher'])
  const warned = events.flatMap(each => (each.event === 'warning' ? [each.sentence] : []))
  assert.ok(
    warned.includes('teacher has other tokens than tiny: texts are tokenized for it by its own tokenizer'),
    `${warned}`,
  )
})

test('explain says what is frozen, and when its vectors are computed', async () => {
  const said = async (epochs: number) => {
    const found = await explain(made(epochs), { base })()
    if (isLeft(found)) throw new Error(found.left[0]!.sentence)
    return found.right.explanation.decided.find(({ what }) => what === 'frozen model')?.is
  }
  const is = 'teacher, frozen: its own tokenizer of 18 tokens, texts cut at 16; vectors of 8 numbers'
  assert.is(await said(2), `${is}, of 16 texts computed once, before the first step (512 B at most)`)
})

test('check looks at the files of a frozen model', async () => {
  const gone = { ...teacher, origin: { ...teacher.origin, tokenizer: 'nowhere.json' } } as const
  const { problems } = await resolvePipeline(made(1, gone), base, { cacheRoot: join(base, 'cache') })
  assert.is(problems.length, 1)
  assert.match(problems[0]!.sentence, /nowhere\.json/)
})

test('a teacher of another width is refused: by its lock at once, by its files before the first step', async () => {
  const sentence =
    'loss.mse needs a teacher as wide as its embeddings, 8; teacher gives 12: put pool.dense({ width: 12 }) before it, or write projection: 12'
  assert.equal(
    made(1, wide).problems.map(each => each.sentence),
    [sentence],
  )
  // A lock whose stages may change the width says nothing; the files do.
  const plan = planOf(made(1, { ...wide, modules: ['own.module'] }))
  if (isLeft(plan)) throw new Error(plan.left[0]!.sentence)
  const found = await openPlan(plan.right, { base })()
  assert.ok(isLeft(found))
  assert.equal(
    found.left.map(each => each.sentence),
    [sentence],
  )
})

test.run()
