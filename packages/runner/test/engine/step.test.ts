import { readTokenizer, type Weights } from '@siamese/core'
import * as tf from '@tensorflow/tfjs-core'
import { isLeft, isRight } from 'fp-ts/lib/Either.js'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { openEngine } from '../../src/engine/engine.js'
import { planOf } from '../../src/plan.js'
import { clipScale, globalNorm } from '../../src/train/clipping.js'
import { collate } from '../../src/train/collate.js'
import { decays } from '../../src/train/decays.js'
import { eagerStepper } from '../../src/train/eagerStepper.js'
import { freshHead } from '../../src/train/head.js'
import { adamW } from '../../src/train/optimizers/adam.js'
import { cosine, head, labelled, made, pairs, tokenizerJson, training, words } from '../run/tiny.js'

test.before(async () => {
  const engine = await openEngine({ engine: 'wasm' })()
  if (isLeft(engine)) throw new Error(engine.left[0]!.sentence)
})
test.before.each(() => tf.engine().startScope())
test.after.each(() => tf.engine().endScope())

const near = (found: tf.Tensor, expected: readonly number[], tolerance = 1e-6) => {
  const values = found.dataSync()
  assert.is(values.length, expected.length)
  expected.forEach((value, i) => assert.ok(Math.abs(values[i]! - value) <= tolerance, `${values[i]}, not ${value}`))
}

const moments = { beta1: 0.5, beta2: 0.75, divideBy: 'mean' } as const
const begun = (weight: number) => ({
  weight: tf.scalar(weight) as tf.Tensor,
  state: { first: tf.scalar(0), second: tf.scalar(0) } as Weights,
})
test('AdamW: three steps by hand, with and without decay', () => {
  // g = 2, 2, -1: m̂ = 2, 2, then m = 1, 1.5, 0.25 over 1/2, 3/4, 7/8; v̂ = 4, 4, then v = 1, 1.75, 1.5625 over 1/4, 7/16, 37/64
  const third = 0.25 / 0.875 / Math.sqrt(1.5625 / (37 / 64))
  for (const [decay, shrink] of [
    [0, 1],
    [0.5, 0.95],
  ] as const) {
    let now = begun(1)
    let expected = 1
    for (const [i, [gradient, moved]] of (
      [
        [2, 1],
        [2, 1],
        [-1, third],
      ] as const
    ).entries()) {
      now = adamW({ ...moments, epsilon: 0 }).move(now, tf.scalar(gradient), { rate: 0.1, t: i + 1 }, decay)
      expected = expected * shrink - 0.1 * moved
      near(now.weight, [expected])
    }
    near(now.state.first!, [0.25])
    near(now.state.second!, [1.5625])
  }
})

test('AdamW: a gradient of zero moves nothing but by decay and memory', () => {
  const { move } = adamW({ ...moments, epsilon: 1e-8 })
  near(move(begun(3), tf.scalar(0), { rate: 0.1, t: 1 }, 0).weight, [3])
  near(move(begun(3), tf.scalar(0), { rate: 0.1, t: 1 }, 0.5).weight, [2.85])
})

test('decay spares biases and norms', () => {
  assert.equal(
    [
      'embeddings.word_embeddings.weight',
      'encoder.layer.0.attention.self.query.weight',
      'classifier.weight',
      'encoder.layer.0.attention.self.query.bias',
      'encoder.layer.0.output.LayerNorm.weight',
      'encoder.layer.0.output.LayerNorm.bias',
      'layers.0.mlp_norm.weight',
      'final_norm.weight',
      'norm.weight',
    ].map(decays),
    [true, true, true, false, false, false, false, false, false],
  )
})

test('clipping: 3 and 4 have the norm 5', () => {
  const norm = globalNorm([tf.tensor1d([3]), tf.tensor2d([[0, 4]])])
  near(norm, [5])
  near(clipScale(norm, 1), [0.2])
  near(clipScale(norm, 10), [1])
})

test('steps: the gradient of the mean over batches, clipped without the head; a weight that takes no part stays', () => {
  const weights = { used: tf.tensor1d([1, 1]), idle: tf.tensor1d([9]) }
  const batch = { rows: 1, texts: undefined as never, textColumns: [], labels: {}, truncated: 0, padded: 0 }
  const stepper = eagerStepper(
    {
      optimizer: adamW({ ...moments, epsilon: 1e-8 }),
      weightDecay: 0,
      clip: 1,
      seed: 1,
      loss: (w, h) => ({ value: tf.add(tf.sum(tf.mul(w.used!, tf.tensor1d([3, 4]))), tf.mul(h.own!, 7)) }),
    },
    { weights, head: { own: tf.scalar(2) } },
  )
  const out = stepper.step({ batches: [batch, batch], rate: 0.1, step: 0 })
  assert.equal(out.losses, [21, 21])
  assert.ok(Math.abs(out.norm - 5) < 1e-6, "the head's own gradient is not in the norm")
  const once = stepper.parameters()
  near(once.weights.used!, [0.9, 0.9])
  near(once.weights.idle!, [9])
  near(once.head.own!, [1.9])
  assert.ok(weights.used.isDisposed && !weights.idle.isDisposed)
  stepper.step({ batches: [batch], rate: 0.1, step: 1 })
  near(stepper.parameters().weights.used!, [0.8, 0.8])
  near(once.weights.used!, [0.9, 0.9])
  stepper.close()
})

test('steps: two rates and a frozen weight as torch.optim.AdamW with two groups and clip_grad_norm_', () => {
  // p₀ = a · b + h, loss = p₀²/2 + a₀²; b does not require a gradient; rates 0.1 for a and 1 for h, halved after each step.
  // a, h and the norm of a's gradient as torch 2 gives them in float64.
  const expected = [
    { a: [0.8500000010006087, -1.9999999713158916], h: -0.8499999999666678, norm: 2.151307741816591 },
    { a: [0.7787732878756819, -1.9196890498072776], h: -0.38687446156120037, norm: 1.258921309476935 },
    { a: [0.7440418270746376, -1.8782030801028315], h: -0.1811590034874153, norm: 1.3242311053432871 },
  ]
  const shares: Readonly<Record<string, number>> = { a: 1, b: 0, 'head/h': 10 }
  const batch = { rows: 1, texts: undefined as never, textColumns: [], labels: {}, truncated: 0, padded: 0 }
  const stepper = eagerStepper(
    {
      weightDecay: 0.5,
      optimizer: adamW({ ...moments, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 }),
      clip: 1,
      seed: 1,
      shareOf: name => shares[name]!,
      loss: ({ a, b }, { h }) => {
        const p = tf.add(tf.sum(tf.mul(a!, b!)), h!)
        return { value: tf.add(tf.mul(0.5, tf.square(p)), tf.square(tf.gather(a!, 0))) }
      },
    },
    { weights: { a: tf.tensor1d([1, -2]), b: tf.tensor1d([0.5, 0.25]) }, head: { h: tf.scalar(0.3) } },
  )
  for (const [step, { a, h, norm }] of expected.entries()) {
    const out = stepper.step({ batches: [batch], rate: 0.1 * 0.5 ** step, step })
    assert.ok(Math.abs(out.norm - norm) < 1e-5, `${out.norm}, not ${norm}`)
    const now = stepper.parameters()
    near(now.weights.a!, a, 2e-6)
    near(now.head.h!, [h], 2e-6)
    assert.equal(Array.from(now.weights.b!.dataSync()), [0.5, 0.25], 'what is frozen stays, bit for bit')
  }
  stepper.close()
})

test("steps: with the loss's own weights alone there is no gradient to clip", () => {
  const batch = { rows: 1, texts: undefined as never, textColumns: [], labels: {}, truncated: 0, padded: 0 }
  const stepper = eagerStepper(
    {
      optimizer: adamW({ ...moments, epsilon: 1e-8 }),
      weightDecay: 0,
      clip: 1,
      seed: 1,
      shareOf: name => (name === 'used' ? 0 : 1),
      loss: (w, h) => ({ value: tf.mul(tf.sum(w.used!), h.own!) }),
    },
    { weights: { used: tf.tensor1d([300, 400]) }, head: { own: tf.scalar(2) } },
  )
  assert.is(stepper.step({ batches: [batch], rate: 0.1, step: 0 }).norm, 0)
  near(stepper.parameters().head.own!, [1.9])
  stepper.close()
})

const tokenizer = () => {
  const read = readTokenizer(tokenizerJson, {})
  if (isLeft(read)) throw new Error(read.left[0]!.sentence)
  return read.right
}
const id = (word: string) => 5 + words.indexOf(word)
const planned = (stages: Parameters<typeof made>[0], data = pairs) => {
  const plan = planOf(made(stages, data))
  if (!isRight(plan)) throw new Error(plan.left[0]!.sentence)
  return plan.right
}

test('collate: texts of all columns under each other, prompts in front, labels as the loss takes them', () => {
  const renamed = {
    ...pairs,
    columns: [
      ['left', 'text'],
      ['right', 'text'],
      ['likeness', { score: [0, 5] }],
    ] as const,
  }
  const columns = { sentence1: 'left', sentence2: 'right', score: 'likeness' }
  const plan = planned([...head, { ...cosine, columns }, training()], renamed)
  const given = {
    loss: plan.tasks[0]!,
    tokenizer: tokenizer(),
    maxLength: 5,
    prompts: { right: 'the ' },
    frozen: [],
    seed: 1,
  }
  const rows = [
    { left: 'a dog', right: 'cat', likeness: 5 },
    { left: 'a dog runs not', right: 'small cat sings', likeness: 2 },
  ]
  const batch = collate(given, { rows, vectors: {} })
  const [cls, sep] = [2, 3]
  const texts = [
    [cls, id('a'), id('dog'), sep],
    [cls, id('a'), id('dog'), id('runs'), sep],
    [cls, id('the'), id('cat'), sep],
    [cls, id('the'), id('small'), id('cat'), sep],
  ] as const
  near(batch.texts.ids, [...texts[0], ...texts[2], ...texts[1], ...texts[3]])
  near(batch.texts.mask, [1, 1, 1, 1, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 1, 1, 1, 1, 1])
  assert.equal(
    batch.texts.groups.map(({ rows }) => rows.shape),
    [
      [2, 4],
      [2, 5],
    ],
  )
  assert.equal(batch.textColumns, ['left', 'right'])
  near(batch.labels.score!, [1, 0.4])
  assert.is(batch.rows, 2)
  assert.is(batch.truncated, 2)
})

test('collate: classes are their numbers', () => {
  const plan = planned([...head, { stage: 'loss.softmax' }, training()], labelled)
  const given = { loss: plan.tasks[0]!, tokenizer: tokenizer(), maxLength: 16, prompts: {}, frozen: [], seed: 1 }
  const rows = [
    { sentence1: 'a', sentence2: 'a', label: 2 },
    { sentence1: 'a', sentence2: 'a', label: 0 },
  ]
  const batch = collate(given, { rows, vectors: {} })
  near(batch.labels.label!, [2, 0])
})

test("a head starts uniform on ±1/√inputs, as the loss's shapes say", () => {
  const [loss] = planned([...head, { stage: 'loss.softmax' }, training()], labelled).tasks
  const fresh = freshHead(loss!, labelled, 8, 42)
  assert.equal(
    Object.entries(fresh).map(([name, { shape }]) => [name, shape]),
    [
      ['classifier.weight', [3, 24]],
      ['classifier.bias', [3]],
    ],
  )
  const bound = 1 / Math.sqrt(24)
  const values = fresh['classifier.weight']!.dataSync()
  assert.ok(values.every(value => Math.abs(value) <= bound))
  assert.ok(Math.max(...values) > 0.8 * bound && Math.min(...values) < -0.8 * bound)
  near(freshHead(loss!, labelled, 8, 42)['classifier.weight']!, [...values], 0)
  assert.is.not(freshHead(loss!, labelled, 8, 43)['classifier.weight']!.dataSync()[0], values[0])
})

test.run()
