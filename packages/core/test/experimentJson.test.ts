import { isLeft, isRight } from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { choose, when } from '../src/choose.js'
import { encode } from '../src/encode/encode.js'
import type { Experiment } from '../src/experiment.js'
import { experimentFromJson, experimentToJson } from '../src/experimentJson.js'
import { fragment } from '../src/fragment.js'
import { fromJson } from '../src/json.js'
import { defineLoss } from '../src/loss.js'
import { stageOf } from '../src/nested.js'
import { options } from '../src/options.js'
import { pipeline } from '../src/pipeline.js'
import { countPoints } from '../src/points.js'
import { sequence } from '../src/sequence.js'
import { grid, type Sweep, sample, sweepPoints } from '../src/sweep.js'
import { tokenize } from '../src/tokenize/tokenize.js'
import { train } from '../src/train.js'
import { dotLoss, pairs, small, sum } from './toys.js'

const known = [tokenize, encode, sum, dotLoss, train]
const head = [tokenize(small), encode(small)] as const
const training = { stage: 'train', epochs: 1 }
const headJson = [
  { stage: 'tokenize', model: 'small' },
  { stage: 'encode', model: 'small' },
]
const one = { siamese: 2, data: pairs, models: { small } }
const file = (...stages: readonly unknown[]) => ({ ...one, stages: [...headJson, ...stages] })
const plain = pipeline(pairs, ...head, sum(), dotLoss(), train({ epochs: 1 }))
const part = { data: pairs, stages: [...headJson, { stage: 'pool.sum' }, { stage: 'loss.dot' }, training] }
const parts = (...sequence: readonly unknown[]) => ({ siamese: 2, models: { small }, sequence })

const read = (json: unknown): Experiment => {
  const made = experimentFromJson(known, json)
  if (isLeft(made)) throw new Error(made.left.map(({ sentence, place }) => `${sentence} at ${place}`).join('\n'))
  return made.right
}
const refused = (json: unknown) => {
  const made = experimentFromJson(known, json)
  if (isRight(made)) throw new Error('it was accepted')
  return made.left.map(({ sentence, place }) => [sentence, place])
}
const again = (made: Experiment) => read(JSON.parse(JSON.stringify(experimentToJson(made))))
const chosen = (sweep: Experiment) => sweepPoints(sweep as Sweep).map(point => point.chosen.map(({ is }) => is))

test('choices are written where they stand: a stage, a list of stages, or an empty list', () => {
  const made = pipeline(
    pairs,
    ...head,
    fragment(choose(sum(), fragment(sum({ factor: choose(2, 3) })))),
    dotLoss(),
    when(choose(true, false), train({ epochs: choose(1, 2) })),
  )
  assert.equal(JSON.parse(JSON.stringify(experimentToJson(grid(made)))), {
    ...file(
      { choose: [{ stage: 'pool.sum' }, { stage: 'pool.sum', factor: { choose: [2, 3] } }] },
      { stage: 'loss.dot' },
      { choose: [{ stage: 'train', epochs: { choose: [1, 2] } }, []] },
    ),
    sweep: 'grid',
  })
  assert.equal(chosen(again(grid(made))), chosen(grid(made)))
})

test('an alternative of several stages is a list, and choices stand in choices', () => {
  const either = {
    choose: [[{ stage: 'pool.sum' }], { choose: [{ stage: 'pool.sum', factor: 2 }, [{ stage: 'pool.sum' }]] }],
  }
  const ends = { choose: [[], [{ stage: 'loss.dot' }, { ...training, seed: { choose: [1, { choose: [2, 3] }] } }]] }
  const made = read({ ...file(either, ends), sweep: { sample: 12, seed: 1 } })
  assert.is(sweepPoints(made as Sweep).length, 12)
  assert.is(new Set(sweepPoints(made as Sweep).map(({ of }) => JSON.stringify(experimentToJson(of)))).size, 2 * 4)
})

test('a setting that is a stage is chosen like a stage', () => {
  const wrapping = defineLoss({
    name: 'loss.wrapping',
    roles: [],
    options: options({ loss: stageOf('loss', 'a loss'), others: t.array(t.unknown) }),
    apply: () => {
      throw new Error('not called')
    },
  })
  const inner = { choose: [{ stage: 'loss.dot' }, { stage: 'loss.dot', scale: { choose: [2, 3] } }] }
  const written = file(
    { stage: 'pool.sum' },
    { stage: 'loss.wrapping', loss: inner, others: [inner, { stage: 'loss.dot' }] },
  )
  const made = experimentFromJson([...known, wrapping], written)
  assert.ok(isRight(made))
  assert.is(countPoints((made.right as typeof plain).stages), 9)
  assert.equal(JSON.parse(JSON.stringify(experimentToJson(made.right))), written)
})

test('a sequence has data and stages for every part, and the models of all', () => {
  const made = sample(sequence(plain, pipeline(pairs, ...head, sum(), dotLoss(), train({ epochs: choose(1, 2) }))), {
    points: 1,
    seed: 3,
  })
  const second = { ...part, stages: [...part.stages.slice(0, -1), { stage: 'train', epochs: { choose: [1, 2] } }] }
  assert.equal(JSON.parse(JSON.stringify(experimentToJson(made))), {
    ...parts(part, second),
    sweep: { sample: 1, seed: 3 },
  })
  assert.equal(chosen(again(made)), chosen(made))
})

test('a sample that says no seed has the one of sample', () => {
  const made = read({ ...file({ stage: 'pool.sum', factor: { choose: [1, 2, 3] } }), sweep: { sample: 2 } })
  assert.equal((made as Sweep).sweep, { sample: 2, seed: 42 })
})

const mistakes: readonly (readonly [
  what: string,
  json: unknown,
  said: readonly (readonly [string, string | undefined])[],
])[] = [
  [
    'one alternative',
    file({ choose: [{ stage: 'pool.sum' }] }, { stage: 'loss.dot', scale: { choose: [] } }),
    [
      ['choose needs a list of two or more alternatives; it is [{"stage":"pool.sum"}]', 'stages[2].choose'],
      ['choose needs a list of two or more alternatives; it is []', 'stages[3].scale.choose'],
    ],
  ],
  [
    'what stands beside choose',
    file({ choose: [{ stage: 'pool.sum' }, []], factor: 2 }),
    [["choose stands alone, and 'factor' stands beside it: put it into the alternatives", 'stages[2].factor']],
  ],
  [
    'mistakes in alternatives, all of them',
    file({ choose: [[{ stage: 'pool.sun' }, { stage: 'pool.sum', factr: 1 }], 5] }),
    [
      ["no stage is called 'pool.sun'. Did you mean 'pool.sum'?", 'stages[2].choose[0][0].stage'],
      ['a stage needs its name: write { "stage": "pool.mean" }', 'stages[2].choose[1]'],
    ],
  ],
  [
    'a stage that does not fit at one of the points',
    file({ choose: [{ stage: 'pool.sum' }, [{ stage: 'pool.sum' }, { stage: 'pool.sum' }]] }),
    [['pool.sum needs token embeddings: a pooling stands before it already', 'stages[2].choose[1][1]']],
  ],
  [
    'a setting of one of the points, behind stages that may not be there',
    file({ stage: 'pool.sum' }, { choose: [[], [{ stage: 'loss.dot' }, { ...training, epochs: { choose: [1, 0] } }]] }),
    [['train: epochs is 0: choose 1 or more', 'stages[3].choose[1][1].epochs']],
  ],
  [
    'settings, where another stage is unknown',
    file({ stage: 'pool.sum', factor: { choose: [1, '2'] } }, { stage: 'loss.dto' }),
    [
      [`pool.sum: factor is "2", it should be a number`, 'stages[2].factor'],
      ["no stage is called 'loss.dto'. Did you mean 'loss.dot'?", 'stages[3].stage'],
    ],
  ],
  [
    'a sequence of one',
    parts(part),
    [
      [
        `sequence needs a list of two or more parts, each { "data": …, "stages": […] }; it is ${JSON.stringify([part]).slice(0, 79)}…`,
        'sequence',
      ],
    ],
  ],
  [
    'parts that are none',
    parts(5, { ...part, stage: [], stages: undefined }),
    [
      ['sequence[0] needs { "data": …, "stages": […] }; it is 5', 'sequence[0]'],
      ["sequence[1] has no key 'stage'. Did you mean to write 'stages'?", 'sequence[1].stage'],
      ['a pipeline needs stages: write "stages": [{ "stage": "tokenize", … }]', 'sequence[1]'],
    ],
  ],
  [
    'mistakes in parts, all of them',
    parts(
      { ...part, stages: [...part.stages.slice(0, -1), { ...training, epochs: 0 }] },
      { ...part, stages: [...headJson, { stage: 'pool.sum', factor: 'a' }] },
    ),
    [
      ['train: epochs is 0: choose 1 or more', 'sequence[0].stages[4].epochs'],
      [`pool.sum: factor is "a", it should be a number`, 'sequence[1].stages[2].factor'],
    ],
  ],
  [
    'data beside a sequence',
    { ...parts(part, part), data: pairs },
    [['data stands beside sequence: move it into a part', 'data']],
  ],
  [
    'a misspelt key',
    { ...parts(part, part), swep: 'grid' },
    [["a pipeline has no key 'swep'. Did you mean to write 'sweep'?", 'swep']],
  ],
  [
    'another sweep',
    { ...file({ stage: 'pool.sum' }), sweep: 'gird' },
    [['sweep needs "grid", or { "sample": 8, "seed": 1 }; it is "gird"', 'sweep']],
  ],
  [
    'a misspelt seed',
    { ...file({ stage: 'pool.sum' }), sweep: { sample: 1, sed: 1 } },
    [["sweep has no key 'sed'. Did you mean to write 'seed'?", 'sweep.sed']],
  ],
  [
    'nothing to vary',
    { ...file({ stage: 'pool.sum' }), sweep: 'grid' },
    [['grid has one point only: write choose(…) where something is to vary', 'sweep']],
  ],
]
for (const [what, json, said] of mistakes) test(`${what}: said at its place`, () => assert.equal(refused(json), said))

test('where one pipeline is read, several are refused', () => {
  const said = (json: unknown) => {
    const made = fromJson(known, json)
    return isLeft(made) ? made.left.map(({ sentence }) => sentence) : []
  }
  const cure = 'and one pipeline is read here: read it with experimentFromJson'
  assert.equal(said(parts(part, part)), [`the file holds a sequence, ${cure}`])
  assert.equal(said({ ...file({ choose: [{ stage: 'pool.sum' }, []] }), sweep: 'grid' }), [
    `the file holds a sweep, ${cure}`,
  ])
})

test('ten thousand points are checked in seconds, by their file and one by one', () => {
  const values = (count: number) => ({ choose: Array.from({ length: count }, (_, i) => i + 1) })
  const many = file(
    { stage: 'pool.sum', factor: values(10) },
    { stage: 'loss.dot', scale: values(10) },
    { stage: 'train', epochs: values(10), seed: values(10), learningRate: values(2) },
  )
  const begun = performance.now()
  const tooMany = refused({ ...many, sweep: 'grid' })
  assert.equal(tooMany, [
    ['the pipeline has 20000 points to choose from; a sweep has at most 10000: choose among fewer', undefined],
  ])
  const most = {
    ...many,
    stages: [...many.stages.slice(0, -1), { stage: 'train', epochs: values(10), seed: values(10) }],
  }
  const sweep = read({ ...most, sweep: 'grid' }) as Sweep
  const points = sweepPoints(sweep)
  assert.is(points.length, 10_000)
  assert.ok(points.every(({ of }) => of.problems.length === 0))
  const wrong = { ...most, stages: [...most.stages, { stage: 'train', epochs: 1 }] }
  assert.is(refused(wrong).length, 1)
  assert.ok(performance.now() - begun < 20_000, `${performance.now() - begun} ms`)
})

test.run()
