import { isLeft, isRight } from 'fp-ts/lib/Either.js'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { encode } from '../src/encode/encode.js'
import { fromJson, toJson } from '../src/json.js'
import { type Migration, migrate, migrations } from '../src/migrations.js'
import { pipeline } from '../src/pipeline.js'
import { tokenize } from '../src/tokenize/tokenize.js'
import { pairs, small, sum } from './toys.js'

/** An invented past: version 1 called stages steps, version 2 called a stage's name kind. */
const invented: readonly Migration[] = [
  ({ steps, ...rest }) => ({ ...rest, stages: steps }),
  ({ stages, ...rest }) => ({
    ...rest,
    stages: (stages as readonly Record<string, unknown>[]).map(({ kind, ...settings }) => ({
      stage: kind,
      ...settings,
    })),
  }),
]
const known = [tokenize, encode, sum]
const now = JSON.parse(JSON.stringify(toJson(pipeline(pairs, tokenize(small), encode(small), sum({ factor: 2 })))))
const { stages, ...rest } = now
const second = {
  ...rest,
  siamese: 2,
  stages: stages.map(({ stage, ...settings }: Record<string, unknown>) => ({ kind: stage, ...settings })),
}
const { stages: steps, ...others } = second
const first = { ...others, siamese: 1, steps }

test('a file of an older version is brought to the newest, step by step', () => {
  for (const file of [first, second, { ...now, siamese: 3 }]) {
    const read = fromJson(known, file, { migrations: invented })
    assert.ok(isRight(read), JSON.stringify(read))
    assert.equal(JSON.parse(JSON.stringify(toJson(read.right))), now)
  }
})

test('a migration does not change what it is given, and the version is said anew', () => {
  const before = JSON.stringify(first)
  const migrated = migrate(first, invented)
  assert.ok(isRight(migrated))
  assert.is(migrated.right.siamese, 3)
  assert.is(JSON.stringify(first), before)
})

test('versions that there are not, or not yet, are refused with the cure', () => {
  const said = (siamese: unknown) => {
    const migrated = migrate({ siamese }, invented)
    return isLeft(migrated) ? migrated.left.sentence : 'accepted'
  }
  assert.is(
    said(4),
    'the pipeline file is of format 4, and the packages here read up to 3: update the @siamese packages',
  )
  for (const [version, told] of [
    [undefined, 'nothing'],
    [0, '0'],
    [1.5, '1.5'],
    ['2', '"2"'],
    [null, 'null'],
  ] as const)
    assert.is(said(version), `a pipeline file says "siamese": 3, the version of its format; this one says ${told}`)
})

test('from 1 to 2: rows have a sampler, scores are mapped onto a range, and AdamW has its settings', () => {
  const stages = [
    { stage: 'loss.cosineSimilarity', range: [-1, 1] },
    { stage: 'train', epochs: 1, order: 'as given', beta2: 0.99, beta1: 0.8, epsilon: 1e-6, clip: 2 },
    { stage: 'pool.mine', order: 3, range: 4 },
    5,
  ]
  const migrated = migrate({ siamese: 1, stages }, migrations.slice(0, 1))
  if (isLeft(migrated)) throw new Error(migrated.left.sentence)
  assert.equal(migrated.right, {
    siamese: 2,
    stages: [
      { stage: 'loss.cosineSimilarity', onto: [-1, 1] },
      {
        stage: 'train',
        epochs: 1,
        sampler: 'as given',
        clip: 2,
        optimizer: { stage: 'optimizer.adamW', beta2: 0.99, beta1: 0.8, epsilon: 1e-6 },
      },
      { stage: 'pool.mine', order: 3, range: 4 },
      5,
    ],
  })
  assert.equal(migrate({ siamese: 1, stages: 'none' }, migrations.slice(0, 1)), {
    _tag: 'Right',
    right: { siamese: 2, stages: 'none' },
  })
})

test.run()
