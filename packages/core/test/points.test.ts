import * as fc from 'fast-check'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { choose, when } from '../src/choose.js'
import { encode } from '../src/encode/encode.js'
import { fragment } from '../src/fragment.js'
import { pipeline } from '../src/pipeline.js'
import { countPoints, pointsOf } from '../src/points.js'
import type { Stage } from '../src/stage.js'
import { tokenize } from '../src/tokenize/tokenize.js'
import { train } from '../src/train.js'
import { dotLoss, pairs, small, sum } from './toys.js'

const head = [tokenize(small), encode(small)] as const
const said = (stages: readonly Stage[]) =>
  pointsOf(stages).map(({ chosen }) => chosen.map(({ stage, setting, is }) => [stage, setting, is]))

test('without a choice there is one point, and its stages are the stages themselves', () => {
  const stages = [...head, sum(), fragment(dotLoss())]
  assert.is(countPoints(stages), 1)
  const [point] = pointsOf(stages)
  assert.equal(point!.chosen, [])
  assert.ok(point!.stages.every(({ stage }, index) => stage === stages[index]))
})

test('every value of a setting is a point, the last choice varying fastest', () => {
  assert.equal(said([train({ epochs: choose(1, 2), learningRate: choose(1e-5, 2e-5) })]), [
    [
      ['train', 'epochs', 1],
      ['train', 'learningRate', 1e-5],
    ],
    [
      ['train', 'epochs', 1],
      ['train', 'learningRate', 2e-5],
    ],
    [
      ['train', 'epochs', 2],
      ['train', 'learningRate', 1e-5],
    ],
    [
      ['train', 'epochs', 2],
      ['train', 'learningRate', 2e-5],
    ],
  ])
})

test('stages are chosen among with what they choose inside', () => {
  const either = choose(sum(), fragment(sum({ factor: choose(2, 3) }), sum()))
  assert.equal(said([either]), [
    [['choose', undefined, 'pool.sum']],
    [
      ['choose', undefined, 'pool.sum, pool.sum'],
      ['pool.sum', 'factor', 2],
    ],
    [
      ['choose', undefined, 'pool.sum, pool.sum'],
      ['pool.sum', 'factor', 3],
    ],
  ])
  assert.equal(
    pointsOf([either]).map(({ stages }) => stages.map(({ stage: { settings } }) => settings)),
    [[{}], [{ factor: 2 }, {}], [{ factor: 3 }, {}]],
  )
})

test('a stage under a condition is there or not', () => {
  assert.equal(pointsOf([when(true, sum())])[0]!.stages.length, 1)
  assert.equal(said([when(choose(true, false), sum())]), [
    [['choose', undefined, 'pool.sum']],
    [['choose', undefined, 'nothing']],
  ])
  const made = pipeline(pairs, ...head, when(false, sum()))
  assert.is(made.ends, 'tokenEmbeddings')
})

test('a choice among choices has the points of both, and a stage in it is called by its name', () => {
  const nested = { choose: [1, { choose: [2, 3] }, [sum(), 4]] }
  assert.is(countPoints([train({ epochs: nested } as never)]), 4)
  assert.equal(
    said([train({ epochs: nested } as never)]).flat(),
    [1, 2, 3, ['pool.sum', 4]].map(is => ['train', 'epochs', is]),
  )
})

test('every stage of a point has its way from the top, as a file has it', () => {
  const either = choose(sum(), fragment(sum(), choose(sum(), fragment(sum({ factor: choose(2, 3) })))))
  const ways = pointsOf([...head, either]).map(({ stages }) =>
    stages.slice(2).map(({ path }) => path.slice(1).join('.')),
  )
  const second = '2.choose.1.0'
  assert.equal(ways, [
    ['2.choose.0'],
    [second, '2.choose.1.1.choose.0'],
    [second, '2.choose.1.1.choose.1.0'],
    [second, '2.choose.1.1.choose.1.0'],
  ])
})

test('the count is the number of points, whatever is nested', () => {
  const stage: fc.Arbitrary<Stage> = fc.letrec<{ stage: Stage }>(tie => ({
    stage: fc.oneof(
      { maxDepth: 3 },
      fc.constant(sum() as Stage),
      fc
        .array(fc.integer(), { minLength: 2, maxLength: 3 })
        .map(factor => sum({ factor: { choose: factor } }) as Stage),
      fc.tuple(tie('stage'), tie('stage')).map(([a, b]) => choose(a, b) as Stage),
      fc.array(tie('stage'), { maxLength: 3 }).map(all => fragment(...all) as Stage),
      tie('stage').map(some => when(choose(true, false), some) as Stage),
    ),
  })).stage
  fc.assert(
    fc.property(fc.array(stage, { maxLength: 3 }), stages => {
      fc.pre(countPoints(stages) <= 2000)
      assert.is(pointsOf(stages).length, countPoints(stages))
    }),
  )
})

test('every point is checked, and a mistake that several points share is said once', () => {
  const made = pipeline(
    pairs,
    ...head,
    choose(sum(), fragment(sum(), sum() as never)),
    dotLoss(),
    train({ epochs: choose(1, 0), warmup: choose(0.1, 7) } as never) as never,
  )
  assert.equal(
    made.problems.map(({ sentence }) => sentence),
    [
      'train: warmup is 7, a share of the steps: choose 0 to 1',
      'train: epochs is 0: choose 1 or more',
      'pool.sum needs token embeddings: a pooling stands before it already',
    ],
  )
})

test('more points than anybody waits for are refused without making them', () => {
  const many = choose(...(Array.from({ length: 101 }, (_, i) => i) as [number, number, ...number[]]))
  const made = pipeline(pairs, ...head, sum(), dotLoss(), train({ epochs: 1, seed: many, batchSize: many } as never))
  assert.equal(
    made.problems.map(({ sentence }) => sentence),
    ['the pipeline has 10201 points to choose from; a sweep has at most 10000: choose among fewer'],
  )
})

test.run()
