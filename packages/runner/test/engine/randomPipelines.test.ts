// Pipelines drawn at random: one graph against single operations, and with each pass left out. A failure prints its seed.
import { dropoutOf } from '@siamese/core'
import * as tf from '@tensorflow/tfjs-core'
import fc from 'fast-check'
import { isLeft } from 'fp-ts/lib/Either.js'
import { test } from 'uvu'
import { dispose } from '../../src/compute/batch.js'
import { embed } from '../../src/encode/sentenceEncoder.js'
import { openEngine } from '../../src/engine/engine.js'
import { runsGraphs } from '../../src/engine/graphSession.js'
import { type PassName, passNames } from '../../src/graph/passNames.js'
import { type Small, type SmallStages, type StageJson, small, smallPositions } from '../graph/small.js'
import { text } from '../graph/smallBatches.js'
import { closeOutcomes, type Tolerances } from './closeTo.js'
import { eagerOutcomes, openGradients } from './gradientSession.js'

const stages = (...names: readonly string[]) => fc.constantFrom(...names.map(stage => ({ stage })))
const loss: fc.Arbitrary<StageJson> = fc.oneof(
  fc.record({
    stage: fc.constant('loss.cosineSimilarity'),
    error: fc.constantFrom('squared', 'absolute'),
    transform: fc.constantFrom('identity', 'sigmoid'),
  }),
  fc.record({
    stage: fc.constant('loss.softmax'),
    parts: fc.uniqueArray(fc.constantFrom('u', 'v', '|u-v|', 'u*v'), { minLength: 1 }),
  }),
  fc.record({
    stage: fc.constant('loss.triplet'),
    margin: fc.double({ min: 0.5, max: 5, noNaN: true }),
    distance: fc.constantFrom('euclidean', 'manhattan', 'cosine'),
  }),
)
const poolings = stages('pool.mean', 'pool.max', 'pool.cls')
const concatenated = fc.record({
  stage: fc.constant('pool.concatenate'),
  of: fc.array(poolings, { minLength: 2, maxLength: 3 }),
})
/** Every width that arrives is 2 or more. */
const modules = fc.oneof(
  stages('pool.normalize', 'pool.layerNorm', 'pool.dropout'),
  fc.record({ stage: fc.constant('pool.truncate'), width: fc.constant(2) }),
  fc.record({
    stage: fc.constant('pool.dense'),
    width: fc.integer({ min: 2, max: 9 }),
    activation: fc.constantFrom('none', 'tanh', 'relu', 'gelu', 'sigmoid'),
    bias: fc.boolean(),
  }),
)
const config = fc
  .record({
    num_hidden_layers: fc.constantFrom(1, 2),
    num_attention_heads: fc.constantFrom(1, 2, 3),
    width: fc.integer({ min: 4, max: 8 }),
    intermediate_size: fc.integer({ min: 1, max: 20 }),
    hidden_act: fc.constantFrom('gelu', 'gelu_new', 'relu'),
  })
  .map(({ width, ...sizes }) => ({ ...sizes, hidden_size: width * sizes.num_attention_heads }))
const pipeline: fc.Arbitrary<SmallStages> = fc.record({
  config,
  dropout: fc.constantFrom(0, 0.1, 0.5),
  pooling: fc.oneof(poolings, concatenated),
  modules: fc.array(modules, { maxLength: 3 }),
  loss,
})
/** Lengths of the texts of each row. Two empty texts would be equal ones, where a distance has no gradient. */
const lengths = fc
  .array(fc.array(fc.integer({ min: 0, max: smallPositions }), { minLength: 3, maxLength: 3 }), {
    minLength: 1,
    maxLength: 7,
  })
  .filter(rows => rows.every(row => row.filter(length => length === 0).length < 2))
const batches = fc.array(lengths, { minLength: 1, maxLength: 3 })

/** Outcomes of every batch, dropout as written. */
const outcomesOf = (drawn: SmallStages, rows: readonly Lengths[], without: readonly PassName[]) => {
  const way = small(drawn)
  const { outcomes, close } = openGradients([way], { precision: 'float32', without })
  const made = rows.map(lengths => batchOf(way, lengths))
  const compiled = made.map((batch, step) => outcomes[0]!(batch, step))
  const eager = made.map((batch, step) => eagerOutcomes(way)(batch, step))
  dispose(made)
  close()
  return { compiled, eager }
}
const allClose = (
  found: ReturnType<typeof outcomesOf>['compiled'],
  expected: typeof found,
  tolerances: Tolerances,
  what: string,
): void => found.forEach((each, i) => closeOutcomes(each, expected[i]!, tolerances, `${what}, batch ${i}`))

type Lengths = readonly (readonly number[])[]
const batchOf = (way: Small, lengths: Lengths) =>
  way.batch(lengths.map((row, i) => row.map((length, role) => text(3 * i + role, length))))

/** Whether gradients are more than rounding: a rule of the mathematics, not of how it is computed. */
const hasGradient = (drawn: SmallStages, rows: readonly Lengths[]): boolean =>
  isSpread(drawn, rows) && rows.every((lengths, step) => isDirected(drawn, lengths, step))

/** A text without tokens is pooled to zeros, where a layer norm multiplies every rounding by 1/√ε, a million. */
const isSpread = ({ modules = [] }: SmallStages, rows: readonly Lengths[]): boolean =>
  !modules.some(({ stage }) => stage === 'pool.layerNorm') || rows.flat(2).every(length => length > 0)

/**
 * An embedding of one number beside zeros, as a ReLU or dropout may leave it, has a direction that nothing changes: behind unit
 * length its gradient is 0, and in float32 rounding divided by ‖u‖.
 */
const isDirected = (drawn: SmallStages, lengths: Lengths, step: number): boolean => {
  const { modules = [], loss } = drawn
  const isCosine = loss.stage === 'loss.cosineSimilarity' || loss.distance === 'cosine'
  const units = modules.flatMap(({ stage }, i) => (stage === 'pool.normalize' ? [i] : []))
  return [...units, ...(isCosine ? [modules.length] : [])].every(end =>
    tf.tidy(() => {
      const way = small({ ...drawn, modules: modules.slice(0, end), loss: { stage: 'loss.triplet' } })
      const { texts } = batchOf(way, lengths)
      const draw = dropoutOf({ seed: way.rule.seed, step })
      const embeddings = embed(way.sentenceEncoder, way.start().weights, texts, draw).arraySync()
      return embeddings.every(each => each.filter(number => number !== 0).length !== 1)
    }),
  )
}

test('a pipeline drawn at random computes as one graph what it computes operation by operation', () => {
  fc.assert(
    fc.property(pipeline, batches, (drawn, rows) => {
      fc.pre(hasGradient(drawn, rows))
      const { compiled, eager } = outcomesOf(drawn, rows, [])
      allClose(compiled, eager, { losses: 1e-5, gradients: 1e-4, rounding: 5e-7 }, 'compiled and eager')
    }),
    { numRuns: 12 },
  )
})

test('no pass changes what is computed', () => {
  const passes = passNames.filter(name => name !== 'bfloat16Products')
  fc.assert(
    fc.property(pipeline, batches, (drawn, rows) => {
      fc.pre(hasGradient(drawn, rows))
      const all = outcomesOf(drawn, rows, []).compiled
      for (const without of [...passes.map(pass => [pass]), passes]) {
        const { compiled } = outcomesOf(drawn, rows, without)
        allClose(compiled, all, { losses: 1e-6, gradients: 1e-6, rounding: 2e-7 }, `without ${without.join(' and ')}`)
      }
    }),
    { numRuns: 3 },
  )
})

const opened = await openEngine()()
if (isLeft(opened)) throw new Error(opened.left.map(({ sentence }) => sentence).join('\n'))
if (runsGraphs()) test.run()
else console.log('skipped: 2 tests of pipelines drawn at random (this engine runs no graphs)')
