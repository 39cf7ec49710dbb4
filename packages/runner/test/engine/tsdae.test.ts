// A text told again by a decoder, beside sentence-transformers on the figures of bench/reference/tsdae.py, and what is deleted of it.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fromJson } from '@siamese/core'
import { isLeft } from 'fp-ts/lib/Either.js'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { openEngine } from '../../src/engine/engine.js'
import { planOf } from '../../src/plan.js'
import { openPlan } from '../../src/run/openPlan.js'
import { run } from '../../src/run/run.js'
import type { RunEvent } from '../../src/run/runEvent.js'
import { readSafetensors } from '../../src/sources/safetensors.js'
import { deleted } from '../../src/train/deletion.js'
import { vocabulary } from '../../src/vocabulary.js'
import { folder, head, remove, training } from '../run/tiny.js'
import { type Figures, figuresOf, tinyOf, tinyOfKind } from './tinyReference.js'

const base = folder()
test.after(() => remove(base))
const opened = await openEngine()()
if (isLeft(opened)) throw new Error(opened.left.map(({ sentence }) => sentence).join('\n'))

const texts = ['the dog runs', 'a small cat sleeps', 'the old bird sings .', 'not a dog eats the small bird', 'cat']
const rows = texts.map(text => ({ text }))
const columns = [['text', 'text']] as const
const stage = { stage: 'loss.denoisingAutoEncoder' }
const beginning = { step: 0, place: 0 }
const seed = 42

test('words are deleted by seed, step and row alone, and one is always left', () => {
  const long = Array.from({ length: 4000 }, (_, i) => `w${i}`)
  const left = deleted(long.join('  '), 0.6, seed, beginning, 0)
  const words = left.split(' ')
  assert.ok(Math.abs(words.length / 4000 - 0.4) < 0.03, `${words.length} of 4000`)
  assert.equal(
    words.filter(word => !long.includes(word)),
    [],
  )
  assert.is(deleted(long.join('  '), 0.6, seed, beginning, 0), left)
  assert.not.equal(deleted(long.join(' '), 0.6, seed, { step: 1, place: 0 }, 0), left)
  assert.not.equal(deleted(long.join(' '), 0.6, seed, beginning, 1), left)
  assert.is(deleted('one two three', 1, seed, beginning, 0).split(' ').length, 1)
  assert.is(deleted('one  two three', 0, seed, beginning, 0), 'one two three')
  assert.is(deleted(' ', 0.6, seed, beginning, 0), ' ')
})

interface Case extends Figures {
  readonly architecture: string
  readonly decoder: 'shared' | 'apart'
}
/** Written by bench/reference/tsdae.py. */
const reference: readonly Case[] = JSON.parse(readFileSync(new URL('tsdae.json', import.meta.url), 'utf8'))
const asReference = async ({ architecture, decoder, ...expected }: Case) => {
  const found = await figuresOf(base, { ...stage, decoder }, columns, rows, {}, head, tinyOfKind(architecture))
  const far = (x: number, y: number) => Math.abs(x - y) / Math.max(1, Math.abs(y))
  assert.ok(far(found.loss, expected.loss) < 1e-5, `loss ${found.loss}, ${expected.loss}`)
  assert.equal(Object.keys(found.gradients).sort(), Object.keys(expected.gradients).sort())
  for (const [name, values] of Object.entries(expected.gradients))
    values.forEach((value, i) =>
      assert.ok(far(found.gradients[name]![i]!, value) < 1e-4, `${name}: ${found.gradients[name]}, ${values}`),
    )
}
for (const each of reference)
  test(`the reference's value and gradients: ${each.architecture}, the decoder's weights ${each.decoder}`, () =>
    asReference(each))

const made = (settings: object = {}, loss: object = stage, before: readonly object[] = head) => {
  const read = fromJson(vocabulary, {
    siamese: 2,
    data: { data: 'texts', columns, splits: ['train'], origin: { rows: { train: rows } } },
    models: { tiny: tinyOf(2) },
    stages: [...before, loss, training({ epochs: 4, batchSize: 2, learningRate: 1e-2, dropout: 0.1, ...settings })],
  } as never)
  if (isLeft(read)) throw new Error(read.left.map(({ sentence }) => sentence).join('\n'))
  return read.right
}

/** Of the native engine's graph, by how it was run. */
const trained = new Map<string, readonly number[]>()
for (const [accumulate, decoder] of [
  [1, 'shared'],
  [2, 'shared'],
  [1, 'apart'],
] as const)
  test(`graph and single operations train alike, ${accumulate} batches a step, weights ${decoder}, and the model is the encoder`, async () => {
    const losses = async (eager: boolean) => {
      const found: number[] = []
      const report = (event: RunEvent) => {
        if (event.event === 'step') found.push(event.loss)
      }
      const out = join(base, `${accumulate}-${decoder}-${eager}`)
      const ran = await run(made({ accumulate }, { ...stage, decoder }), { base, out, eager, report })()
      if (isLeft(ran)) throw new Error(ran.left[0]!.sentence)
      const [own, head] = [
        await readSafetensors(join(out, 'model/model.safetensors'))(),
        await readSafetensors(join(out, 'model/head/model.safetensors'))(),
      ]
      if (isLeft(own) || isLeft(head)) throw new Error('no files')
      assert.not.ok([...own.right.keys()].some(name => name.includes('crossattention')))
      const beside = [...head.right.keys()].filter(name => !/^decoder\.(bert\..*crossattention|cls)\./.test(name))
      const copied = [...own.right.keys()].map(name => `copy.${name}`)
      assert.equal(beside.sort(), decoder === 'apart' ? copied.sort() : [])
      return found
    }
    const [graph, eager] = [await losses(false), await losses(true)]
    graph.forEach((loss, i) => assert.ok(Math.abs(loss - eager[i]!) < 1e-5 * loss, `${i}: ${loss}, ${eager[i]}`))
    assert.ok(graph.at(-1)! < graph[0]!)
    trained.set(`${accumulate} ${decoder}`, graph)
  })

const refused = async (pipeline: ReturnType<typeof made>) => {
  const plan = planOf(pipeline)
  if (isLeft(plan)) return plan.left.map(({ sentence }) => sentence)
  const read = await openPlan(plan.right, { base })()
  return isLeft(read) ? read.left.map(({ sentence }) => sentence) : []
}

test('what a decoder cannot tell is refused, in a sentence', async () => {
  assert.equal(await refused(made({}, { stage: 'loss.sum', losses: [stage] })), [
    'loss.sum holds a loss that has a decoder tell a text again: write that loss by itself',
  ])
  assert.equal(await refused(made({}, stage, [...head, { stage: 'pool.truncate', width: 4 }])), [
    'loss.denoisingAutoEncoder tells texts from vectors of width 8, that of the encoder, and these have 4: leave out what changes it',
  ])
  assert.equal(await refused(made({ miniBatchSize: 1 })), [
    'train: miniBatchSize embeds a batch in parts, and loss.denoisingAutoEncoder reads more of the encoder than embeddings: leave it out',
  ])
})

test('the same on WebAssembly, and its runs are those of the native engine', async () => {
  const wasm = await openEngine({ engine: 'wasm' })()
  if (isLeft(wasm)) throw new Error(wasm.left[0]!.sentence)
  try {
    for (const each of reference) await asReference(each)
    const found: number[] = []
    const report = (event: RunEvent) => {
      if (event.event === 'step') found.push(event.loss)
    }
    const ran = await run(made(), { base, out: join(base, 'wasm'), engine: 'wasm', report })()
    if (isLeft(ran)) throw new Error(ran.left[0]!.sentence)
    assert.ok(found.at(-1)! < found[0]!)
    const plain = trained.get('1 shared')!
    if (opened.right.name === 'native')
      found.forEach((loss, i) => assert.ok(Math.abs(loss - plain[i]!) < 1e-4 * loss, `${i}: ${loss}, ${plain[i]}`))
  } finally {
    await openEngine()()
  }
})

test.run()
