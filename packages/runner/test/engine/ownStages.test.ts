// Stages as users write them: what compiles gives what single operations give, and what does not goes on without a graph, in words.
import { defineLoss, defineModule, definePooling, noDropout, options } from '@siamese/core'
import * as tf from '@tensorflow/tfjs-core'
import { isLeft } from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { dispose } from '../../src/compute/batch.js'
import { pack } from '../../src/encode/pack.js'
import { embed } from '../../src/encode/sentenceEncoder.js'
import { openEngine } from '../../src/engine/engine.js'
import { runsGraphs } from '../../src/engine/graphSession.js'
import { openTraining } from '../../src/train/openTraining.js'
import { type SmallStages, small } from '../graph/small.js'
import { smallBatches } from '../graph/smallBatches.js'
import { opened as orThrow } from '../opened.js'
import { closeOutcomes } from './closeTo.js'
import { eagerOutcomes, openGradients } from './gradientSession.js'

/** Every other pair of the batch is a negative: cross entropy over the rows of u vᵀ. */
const ranking = defineLoss({
  name: 'loss.ranking',
  roles: ['anchor: text', 'positive: text'],
  apply: ({ anchor, positive }) => {
    const scores = tf.matMul(anchor, positive, false, true)
    const row = tf.range(0, anchor.shape[0], 1, 'int32')
    const own = tf.cast(tf.equal(tf.expandDims(row, 1), tf.expandDims(row, 0)), 'float32')
    return tf.neg(tf.sum(tf.mul(tf.logSoftmax(scores), own), 1))
  },
})

/** One value for the batch, from all pairs of its rows: log(1 + Σ exp(c_i − c_j) over y_i < y_j). */
const ordered = defineLoss({
  name: 'loss.ordered',
  roles: ['sentence1: text', 'sentence2: text', 'score: score'],
  apply: ({ sentence1, sentence2, score }) => {
    const closeness = tf.sum(tf.mul(sentence1, sentence2), 1)
    const apart = tf.sub(tf.expandDims(closeness, 1), tf.expandDims(closeness, 0))
    const wrong = tf.cast(tf.less(tf.expandDims(score, 1), tf.expandDims(score, 0)), 'float32')
    return tf.log(tf.add(tf.sum(tf.mul(tf.exp(tf.mul(apart, 0.1)), wrong)), 1))
  },
})

/** Weights of its own, under names that TensorFlow would not take for nodes. */
const weighed = defineLoss({
  name: 'loss.weighed',
  roles: ['sentence1: text', 'sentence2: text', 'score: score'],
  weights: ({ width }) => ({ 'β (log)': [width], '|u-v|': [width], _bias: [] }),
  apply: ({ sentence1, sentence2, score }, _, head) => {
    const sum = tf.add(tf.mul(sentence1, head['β (log)']!), tf.mul(sentence2, head['|u-v|']!))
    return tf.square(tf.sub(tf.add(tf.sum(sum, 1), head._bias!), score))
  },
})

const wide = 72
/** A fixed matrix of more numbers than a page shows. */
const projected = defineModule({
  name: 'module.projected',
  apply: embeddings => {
    const numbers = Array.from({ length: wide * wide }, (_, i) => Math.sin(i * 12.9898) / 8)
    return tf.matMul(embeddings, tf.tensor2d(numbers, [wide, wide]))
  },
})
const unbounded = defineModule({
  name: 'module.unbounded',
  apply: embeddings => {
    const above = tf.maximum(embeddings, Number.NEGATIVE_INFINITY)
    const within = tf.minimum(above, Number.POSITIVE_INFINITY) as tf.Tensor2D
    return tf.where(tf.isNaN(within), tf.mul(Number.NaN, tf.zerosLike(within)), within)
  },
})
/** A text's first half counts more: weights that fall along the positions, which are as many as a batch is long. */
const falling = definePooling({
  name: 'pool.falling',
  apply: ({ tokens, mask }) => {
    const place = tf.range(0, tokens.shape[1])
    const share = tf.mul(mask, tf.expandDims(tf.exp(tf.mul(place, -0.2)), 0))
    return tf.div(tf.sum(tf.mul(tokens, tf.expandDims(share, 2)), 1), tf.add(tf.sum(share, 1, true), 1e-9))
  },
})

/** A matrix and a scale that are trained. */
const projection = defineModule({
  name: 'module.projection',
  options: options({ size: t.number }),
  width: 'size',
  weights: ({ width }, { size }) => ({ matrix: [size, width], 'β (log)': { shape: [size], all: 0.5 } }),
  apply: (u, _, { matrix, ...rest }, dropout) =>
    tf.mul(tf.matMul(dropout(u, 0.2), matrix as tf.Tensor2D, false, true), tf.exp(rest['β (log)']!)),
})

const own = [projection, ranking, ordered, weighed, projected, unbounded, falling]
const cosine = { stage: 'loss.cosineSimilarity' }
const cases: readonly SmallStages[] = [
  { loss: { stage: 'loss.ranking' } },
  { loss: { stage: 'loss.ordered' } },
  { loss: { stage: 'loss.weighed' } },
  { loss: cosine, modules: [{ stage: 'module.projected' }], config: { hidden_size: wide } },
  { loss: cosine, modules: [{ stage: 'module.unbounded' }] },
  { loss: cosine, pooling: { stage: 'pool.falling' } },
  { loss: { stage: 'loss.weighed' }, modules: [{ stage: 'module.projection', size: 5 }, { stage: 'pool.layerNorm' }] },
]

for (const stages of cases)
  test(`it compiles: ${[stages.pooling, ...(stages.modules ?? []), stages.loss].flatMap(each => each?.stage ?? []).join(', ')}`, () => {
    const way = small({ ...stages, own })
    const eager = eagerOutcomes(way)
    const { outcomes, close } = openGradients([way], { precision: 'float32' })
    for (const [name, rows] of smallBatches(way.textsOfRow)) {
      const batch = way.batch(rows)
      closeOutcomes(outcomes[0]!(batch, 0), eager(batch, 0), { losses: 1e-5, gradients: 1e-4, rounding: 1e-6 }, name)
      dispose([batch])
    }
    close()
  })

test('a stage whose vectors are not as wide as it says is refused by name', () => {
  const wrong = defineModule({ name: 'module.wrong', width: 3, apply: u => u })
  const flat = definePooling({ name: 'pool.flat', apply: ({ mask }) => tf.sum(mask, 1) as never })
  for (const [stages, sentence] of [
    [
      { modules: [{ stage: 'module.wrong' }] },
      'module.wrong gives the shape [5,8] where sentences is 5; its width is 3: give [sentences, width]',
    ],
    [
      { pooling: { stage: 'pool.flat' } },
      'pool.flat gives the shape [5] where sentences is 5; its width is 8: give [sentences, width]',
    ],
  ] as const) {
    const way = small({ ...stages, loss: cosine, own: [wrong, flat] })
    const { weights, head } = way.start()
    const batch = way.batch([[[1], [2]]])
    const texts = pack([[1], [2, 3], [], [4], [5]], 0, 1)
    assert.throws(() => embed(way.sentenceEncoder, weights, texts, noDropout), new RegExp(`^${escaped(sentence)}$`))
    const { rule, loss, sentenceEncoder } = way
    const compiled = openTraining(sentenceEncoder, [loss], { ...rule, accumulate: 1 }, { weights, head }, precise)
    assert.ok(isLeft(compiled))
    assert.match(compiled.left.sentence, /^(module\.wrong|pool\.flat) gives the shape/)
    dispose([batch, { ...batch, texts, labels: {} }])
  }
})
const precise = { precision: 'float32' } as const
const escaped = (text: string) => text.replaceAll(/[[\].]/g, '\\$&')

const reading = defineLoss({
  name: 'loss.reading',
  roles: ['anchor: text', 'positive: text'],
  apply: ({ anchor, positive }) => {
    const [largest] = tf.max(anchor).dataSync()
    return tf.sum(tf.div(tf.mul(anchor, positive), largest!), 1)
  },
})

test('what does not compile is refused by name; it trains operation by operation where that is asked for', () => {
  const { sentenceEncoder, loss, rule, start, batch, textsOfRow } = small({
    loss: { stage: 'loss.reading' },
    own: [reading],
  })
  const tensors = tf.memory().numTensors
  const trained = (options: { readonly eager: boolean }) =>
    openTraining(sentenceEncoder, [loss], { ...rule, accumulate: 1 }, start(), { precision: 'float32', ...options })
  const compiled = trained({ eager: false })
  assert.ok(isLeft(compiled))
  assert.match(
    compiled.left.sentence,
    /^loss\.reading reads the value of a tensor \(ownStages\.test\.ts:\d+\): .*; run with --eager/,
  )
  assert.is(tf.memory().numTensors, tensors, 'what was given is freed')
  const training = orThrow(trained({ eager: true }))
  assert.is(training.computes, 'operations')
  const batches = [batch(smallBatches(textsOfRow)[0]![1])]
  const { losses } = training.stepper.step({ batches, rate: 0.01, step: 0 })
  assert.ok(Number.isFinite(losses[0]))
  dispose(batches)
  training.stepper.close()
})

const opened = await openEngine()()
if (isLeft(opened)) throw new Error(opened.left.map(({ sentence }) => sentence).join('\n'))
if (runsGraphs()) test.run()
else console.log(`skipped: ${cases.length + 2} tests of stages of one's own (this engine runs no graphs)`)
