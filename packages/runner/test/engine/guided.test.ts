// Losses that need more than vectors and labels beside sentence-transformers, on the figures of bench/reference/guided.py.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fromJson } from '@siamese/core'
import { isLeft } from 'fp-ts/lib/Either.js'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { openEngine } from '../../src/engine/engine.js'
import { run } from '../../src/run/run.js'
import type { RunEvent } from '../../src/run/runEvent.js'
import { vocabulary } from '../../src/vocabulary.js'
import { folder, head, remove, tokenizerJson, training } from '../run/tiny.js'
import { type Figures, figuresOf, guideIn, otherTokenizer, tinyOf } from './tinyReference.js'

const base = folder()
test.after(() => remove(base))
writeFileSync(join(base, 'other.json'), JSON.stringify(otherTokenizer))
const expected: Readonly<Record<string, Figures>> = JSON.parse(
  readFileSync(new URL('guided.json', import.meta.url), 'utf8'),
)
const anchors = ['the dog runs', 'a small cat sleeps', 'the old bird sings .', 'not a dog']
const positives = ['a dog eats', 'the cat sleeps .', 'a bird', 'the cat runs not']
const negatives = ['the bird', 'the old dog eats .', 'the small cat', 'a dog runs']
const columns = ['anchor', 'positive', 'negative'].map(name => [name, 'text'] as const)
const triplets = anchors.map((anchor, i) => ({ anchor, positive: positives[i]!, negative: negatives[i]! }))

const opened = await openEngine()()
if (isLeft(opened)) throw new Error(opened.left.map(({ sentence }) => sentence).join('\n'))

/** Losses to 1e-5, gradients to 1e-4; what the reference gives no gradient has one of zero here, if it has one. */
const same = (found: Figures, reference: Figures): void => {
  const far = (x: number, y: number) => Math.abs(x - y) / Math.max(1, Math.abs(y))
  assert.ok(far(found.loss, reference.loss) < 1e-5, `loss ${found.loss}, ${reference.loss}`)
  for (const [name, values] of Object.entries(reference.gradients))
    values.forEach((value, i) =>
      assert.ok(far(found.gradients[name]![i]!, value) < 1e-4, `${name}: ${found.gradients[name]}, ${values}`),
    )
}

const ranking = { stage: 'loss.multipleNegativesRanking' }
const adaptive = (settings: object) => ({ stage: 'loss.adaptiveLayer', loss: ranking, ...settings })
const flat = (settings: object = {}) => ({
  stage: 'loss.adaptiveLayer',
  loss: {
    stage: 'loss.matryoshka',
    loss: { stage: 'loss.triplet', margin: 1 },
    dims: [8, 5, 2],
    dimsPerStep: 1,
    ...settings,
  },
})
const cases: Readonly<
  Record<string, readonly [stage: ReturnType<typeof adaptive>, drawn: Readonly<Record<string, readonly number[]>>]>
> = {
  'adaptive, layer 0, uniform': [adaptive({}), { layers: [0] }],
  'adaptive, layer 2, log': [adaptive({ weighting: 'log' }), { layers: [2] }],
  'adaptive, layer 1, linear': [adaptive({ weighting: 'linear' }), { layers: [1] }],
  'adaptive, layers 2 and 0, weights': [
    adaptive({ layersPerStep: 2, lastWeight: 0.5, priorWeight: 2, divergenceWeight: 3, temperature: 0.7 }),
    { layers: [2, 0] },
  ],
  'adaptive, all layers': [adaptive({ layersPerStep: 3, weighting: 'log' }), {}],
  'adaptive, no divergence': [adaptive({ temperature: 0 }), { layers: [1] }],
  '2d, layer 1, dims 0 and 2': [flat(), { layers: [1], '0.dims': [1, 0, 0], 'drawn0/0.dims': [0, 0, 1] }],
  '2d, layer 2, dims 1 and 1': [
    flat({ weights: [1, 0.5, 2] }),
    { layers: [2], '0.dims': [0, 1, 0], 'drawn0/0.dims': [0, 1, 0] },
  ],
}
for (const [name, [stage, drawn]] of Object.entries(cases))
  test(`${name}: the reference's value and gradients`, async () => {
    same(await figuresOf(base, stage, columns, triplets, drawn), expected[name]!)
  })

const gist = (settings: object = {}) => ({ stage: 'loss.gist', guide: 'guide', temperature: 0.2, ...settings })
const guided: Readonly<Record<string, readonly [stage: ReturnType<typeof gist>, texts: number]>> = {
  'guided, negatives': [gist(), 3],
  'guided, relative margin, pairs': [gist({ marginStrategy: 'relative', margin: 0.05 }), 2],
  'guided, absolute margin, anchors alone': [gist({ margin: -0.05, contrast: ['anchors'] }), 3],
}
for (const [name, [stage, texts]] of Object.entries(guided))
  test(`${name}: the reference's value and gradients, with a guide of another vocabulary`, async () => {
    same(await figuresOf(base, stage, columns.slice(0, texts), triplets), expected[name]!)
  })

const unknown = ['the purple dog runs', 'A small cat sleeps .', `${'the old '.repeat(9)}bird`, 'not a dog']
const behind = unknown.map((anchor, i) => ({ anchor, positive: positives[i]! }))
for (const [name, tokenizer] of [
  ['other tokens', otherTokenizer],
  ['the same tokens', tokenizerJson],
] as const)
  test(`a guide of ${name} reads what the encoder reads, the prompts of training inside`, async () => {
    const guide = await guideIn(join(base, name), tokenizer)
    const train = { prompts: { anchor: 'a small ', positive: 'not the ' } }
    const found = await figuresOf(base, gist(), columns.slice(0, 2), behind, {}, undefined, undefined, { guide, train })
    same(found, expected[`guided, behind prompts, ${name}`]!)
  })

test("contrastive tension: the gradients of both encoders are the reference's", async () => {
  const some = [anchors[0]!, positives[1]!, anchors[2]!, positives[3]!]
  const names = ['sentence1', 'sentence2'].map(name => [name, 'text'] as const)
  const pairs = anchors.map((sentence1, i) => ({ sentence1, sentence2: some[i]! }))
  const found = await figuresOf(base, { stage: 'loss.contrastiveTension' }, names, pairs)
  same(found, expected['contrastive tension']!)
})

test("contrastive tension in the batch: the gradients of both encoders and of the scale are the reference's", async () => {
  const stage = { stage: 'loss.contrastiveTensionInBatch', scale: 3 }
  const found = await figuresOf(
    base,
    stage,
    [['text', 'text']],
    anchors.map(text => ({ text })),
  )
  same(found, expected['contrastive tension in batch']!)
})

test('what is drawn for a step is drawn alike for a graph and for single operations', async () => {
  const losses = async (eager: boolean) => {
    const made = fromJson(vocabulary, {
      siamese: 2,
      data: { data: 'triplets', columns, splits: ['train'], origin: { rows: { train: triplets } } },
      models: { tiny: tinyOf(3) },
      stages: [...head, flat(), training({ epochs: 4, batchSize: 2, dropout: 0.1 })],
    })
    if (isLeft(made)) throw new Error(made.left[0]!.sentence)
    const found: number[] = []
    const report = (event: RunEvent) => {
      if (event.event === 'step') found.push(event.loss)
    }
    const out = join(base, eager ? 'eager' : 'graph')
    const ran = await run(made.right, { base, out, eager, report })()
    if (isLeft(ran)) throw new Error(ran.left[0]!.sentence)
    return found
  }
  const [graph, eager] = [await losses(false), await losses(true)]
  assert.is(graph.length, 8)
  graph.forEach((loss, step) =>
    assert.ok(Math.abs(loss - eager[step]!) < 1e-5, `step ${step}: ${loss}, ${eager[step]}`),
  )
})

test.run()
