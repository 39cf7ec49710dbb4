import { check, choose, definePooling, tf, train } from '@siamese/core'
import * as fc from 'fast-check'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { comparePipelines } from '../../../src/cli/diff/comparePipelines.js'
import { cosine, head, made, onDev, pairs, type StageJson, training } from '../../run/tiny.js'

type Stages = readonly StageJson[]
const onTest = { ...onDev, on: 'test' }
const base: Stages = [...head, cosine, onDev, onTest, training()]
/** Only what differs, in short. */
const short = (a: Stages, b: Stages) => {
  const { same, data, models, stages } = comparePipelines(made(a), made(b))
  return {
    same,
    rest: [data, ...models].filter(({ status }) => status !== 'same').map(({ name }) => name),
    stages: stages
      .filter(({ status }) => status !== 'same')
      .map(({ name, status, before, after, changes }) => [name, status, before, after, changes.length]),
  }
}

test('a pipeline is the same as itself, and as itself with defaults written out', () => {
  assert.equal(short(base, base), { same: true, rest: [], stages: [] })
  const written = [
    ...head,
    { ...cosine, onto: [0, 1], error: 'squared' },
    onDev,
    onTest,
    training({ warmup: 0.1, clip: 1 }),
  ]
  assert.equal(short(base, written), { same: true, rest: [], stages: [] })
})

test('a setting that differs has both values, and says which of them is the default', () => {
  const { stages } = comparePipelines(made(base), made([...base.slice(0, -1), training({ epochs: 4, warmup: 0.2 })]))
  assert.equal(stages.at(-1), {
    name: 'train',
    status: 'changed',
    before: 6,
    after: 6,
    changes: [
      { setting: 'epochs', before: 2, after: 4 },
      { setting: 'warmup', before: 0.1, after: 0.2, default: ['before'] },
    ],
  })
})

test('a setting that only one side has', () => {
  const { stages } = comparePipelines(
    made(base),
    made([...base.slice(0, -1), training({ best: 'dev.spearman_cosine' })]),
  )
  assert.equal(stages.at(-1)!.changes, [{ setting: 'best', after: 'dev.spearman_cosine' }])
})

test('stages that were added and removed leave the others where they are', () => {
  const more = [...base.slice(0, 3), { stage: 'pool.normalize' }, ...base.slice(3)]
  assert.equal(short(base, more).stages, [['pool.normalize', 'added', undefined, 3, 0]])
  assert.equal(short(more, base).stages, [['pool.normalize', 'removed', 3, undefined, 0]])
  const other = [...head.slice(0, 2), { stage: 'pool.max' }, ...base.slice(3)]
  assert.equal(short(base, other).stages, [
    ['pool.mean', 'removed', 2, undefined, 0],
    ['pool.max', 'added', undefined, 2, 0],
  ])
})

test('two stages that changed places were moved, not changed', () => {
  assert.equal(short(base, [...head, cosine, onTest, onDev, training()]).stages, [
    ['evaluate.similarity', 'moved', 4, 5, 0],
  ])
})

test('of two stages of one name the one that was changed is found', () => {
  const changed = [...head, cosine, { ...onDev, similarity: ['dot'] }, onTest, training()]
  assert.equal(short(base, changed).stages, [['evaluate.similarity', 'changed', 4, 4, 1]])
})

test('data are compared by name, columns, splits and where they come from; rows in memory by their content', () => {
  const { origin } = pairs
  assert.ok('rows' in origin)
  const fewer = { ...pairs, data: 'fewer', origin: { rows: { ...origin.rows, train: origin.rows.train!.slice(1) } } }
  const { data } = comparePipelines(made(base), made(base, fewer))
  assert.equal(
    data.changes.map(({ setting }) => setting),
    ['name', 'origin.rows.train'],
  )
  assert.match(String(data.changes[1]!.before), /^22 rows, [0-9a-f]{8}$/)
  assert.match(String(data.changes[1]!.after), /^21 rows, /)
})

test('what there is to choose from is compared as it is written', () => {
  const { stages, data } = made(base)
  const varied = (...rates: readonly [number, number]) =>
    check(data, [
      ...stages.slice(0, 2),
      choose(stages[2]!, definePooling({ name: 'pool.own', apply: ({ tokens }) => tf.sum(tokens, 1) })()),
      ...stages.slice(3, -1),
      train({ epochs: 2, batchSize: 8, learningRate: choose(...rates) }),
    ])
  assert.is(comparePipelines(varied(1e-3, 2e-3), varied(1e-3, 2e-3)).same, true)
  const differ = comparePipelines(varied(1e-3, 2e-3), varied(1e-3, 3e-3)).stages.filter(each => each.status !== 'same')
  assert.equal(
    differ.map(({ changes }) => changes),
    [[{ setting: 'learningRate.choose', before: [0.001, 0.002], after: [0.001, 0.003] }]],
  )
  const added = comparePipelines(made(base), varied(1e-3, 2e-3)).stages.find(({ name }) => name === 'choose')!
  assert.equal(added.changes, [
    { setting: 'among[0].stage', after: 'pool.mean' },
    { setting: 'among[1].stage', after: 'pool.own' },
  ])
})

test('the other way round everything is the other way round', () => {
  const stage = fc.constantFrom<Stages[number]>(
    onDev,
    onTest,
    { ...onDev, on: 'train' },
    { ...onDev, similarity: ['dot'] },
  )
  // Every split once, so that no metric is reported twice.
  const some = fc.uniqueArray(stage, { minLength: 1, maxLength: 3, selector: each => String(each.on) })
  fc.assert(
    fc.property(some, some, (a, b) => {
      const [there, back] = [
        comparePipelines(made([...head, ...a]), made([...head, ...b])),
        comparePipelines(made([...head, ...b]), made([...head, ...a])),
      ]
      const count = (stages: typeof there.stages, status: string) =>
        stages.filter(each => each.status === status).length
      assert.is(there.same, back.same)
      assert.is(there.same, JSON.stringify(a) === JSON.stringify(b))
      for (const { before, after } of there.stages) assert.ok(before !== undefined || after !== undefined)
      assert.is(there.stages.filter(({ after }) => after !== undefined).length, head.length + b.length)
      assert.is(there.stages.filter(({ before }) => before !== undefined).length, head.length + a.length)
      assert.is(count(there.stages, 'added') - count(there.stages, 'removed'), b.length - a.length)
    }),
  )
})

test.run()
