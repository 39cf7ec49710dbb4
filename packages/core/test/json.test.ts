import fc from 'fast-check'
import { isLeft, isRight } from 'fp-ts/lib/Either.js'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import type { Data } from '../src/data.js'
import { concatenate, filter, split, take } from '../src/dataCombinators.js'
import { encode } from '../src/encode/encode.js'
import { defineEvaluator } from '../src/evaluator.js'
import type { PipelineJson } from '../src/experimentJson.js'
import { fragment } from '../src/fragment.js'
import { freeze } from '../src/freeze.js'
import { fromJson, toJson } from '../src/json.js'
import { check, pipeline } from '../src/pipeline.js'
import type { Problem } from '../src/problem.js'
import { place, type Stage } from '../src/stage.js'
import { tokenize } from '../src/tokenize/tokenize.js'
import { train } from '../src/train.js'
import { dotLoss, pairs, small, sum } from './toys.js'

const scored = defineEvaluator({
  name: 'evaluate.scored',
  roles: ['sentence1: text', 'score: score'],
  reads: 'embeddings',
  metrics: ['quality'],
  score: () => ({ quality: 1 }),
})
const known = [tokenize, encode, sum, dotLoss, scored, freeze, train]

const whole = pipeline(
  pairs,
  tokenize(small, { maxLength: 16 }),
  encode(small),
  sum({ factor: 2 }),
  dotLoss(),
  scored({ on: 'dev', columns: { sentence1: 'sentence2' } }),
  train({ epochs: 1, best: 'dev.quality' }),
)
const plain = (json: unknown) => JSON.parse(JSON.stringify(json))
/** The parts of the file that a test changes. */
const changed = (change: (json: Record<string, never> & PipelineJson) => void): unknown => {
  const json = plain(toJson(whole))
  change(json)
  return json
}
const refused = (json: unknown) => {
  const read = fromJson(known, json)
  if (isRight(read)) throw new Error('it was accepted')
  return read.left
}
/** The same without the path, which says what the place says. */
const refusedAt = (json: unknown) => refused(json).map(({ path, ...rest }) => rest)

test('a pipeline is its data, its models by name, and its stages with their settings beside the name', () => {
  assert.equal(toJson(whole), {
    siamese: 2,
    data: pairs,
    models: { small },
    stages: [
      { stage: 'tokenize', model: 'small', maxLength: 16 },
      { stage: 'encode', model: 'small' },
      { stage: 'pool.sum', factor: 2 },
      { stage: 'loss.dot' },
      { stage: 'evaluate.scored', on: 'dev', columns: { sentence1: 'sentence2' } },
      { stage: 'train', epochs: 1, best: 'dev.quality' },
    ],
  })
})

test('a fragment is written as the stages it stands for', () => {
  const joined = pipeline(pairs, fragment(tokenize(small), fragment(encode(small), sum())))
  assert.equal(
    toJson(joined).stages.map(({ stage }) => stage),
    ['tokenize', 'encode', 'pool.sum'],
  )
})

const datasets: fc.Arbitrary<Data> = fc.oneof(
  fc.constant<Data>(pairs),
  fc.integer({ min: 1, max: 1e6 }).map(rows => take(pairs as Data, rows)),
  fc.integer({ min: 0, max: 5 }).map(atLeast => filter(pairs as Data, { column: 'score', atLeast })),
  fc.constant<Data>(concatenate(pairs, { ...pairs, data: 'others' }) as never),
  fc.integer({ min: 0 }).map(seed => split(pairs as Data, { of: 'train', into: { train: 0.75, held: 0.25 }, seed })),
)
const lengths = fc.option(fc.integer({ min: 3, max: 64 }), { nil: undefined })
const numbers = fc.double({ noNaN: true, noDefaultInfinity: true }).map(x => (Object.is(x, -0) ? 0 : x))
const endings = fc.record(
  {
    batchSize: fc.integer({ min: 2, max: 512 }),
    learningRate: fc.double({ min: 1e-9, max: 10, noNaN: true }),
    rates: fc.double({ min: 1e-9, max: 10, noNaN: true }).map(rate => [
      ['encoder', rate],
      ['encoder.layer.0-1.output', 1],
    ]),
    schedule: fc.constantFrom('linear', 'constant', 'cosine'),
    warmup: fc.double({ min: 0, max: 1, noNaN: true }).map(Math.abs),
    best: fc.constant('dev.quality'),
    prompts: fc.dictionary(fc.string({ minLength: 1 }), fc.string()),
  },
  { requiredKeys: [] },
)
const frozen = fc.subarray(['embeddings', 'encoder.layer.0.attention', 'encoder.layer.1'], { minLength: 1 })
const recipes = fc.record({
  data: datasets,
  length: lengths,
  factor: numbers,
  joined: fc.boolean(),
  ending: endings,
  learns: fc.boolean(),
  frozen: fc.array(frozen, { maxLength: 1 }),
})
type Recipe = typeof recipes extends fc.Arbitrary<infer R> ? R : never
const cooked = ({ data, length, factor, joined, ending, learns, frozen }: Recipe) => {
  const cut = length === undefined ? {} : { maxLength: length }
  const front: Stage[] = [tokenize(small, cut), encode(small), sum({ factor })]
  const back = learns
    ? [
        dotLoss(),
        scored({ on: 'dev' }),
        ...frozen.map(parameters => freeze({ parameters })),
        train({ steps: 5, ...ending } as never),
      ]
    : [scored({ on: 'test' })]
  return check(data, [...(joined ? [fragment(...front)] : front), ...back])
}

test('what is written as JSON and read again is the same pipeline', () => {
  fc.assert(
    fc.property(recipes, recipe => {
      const made = cooked(recipe)
      assert.equal(made.problems, [])
      const json = plain(toJson(made))
      const read = fromJson(known, json)
      assert.ok(isRight(read), JSON.stringify(read))
      const again = read.right
      assert.equal(toJson(again), json)
      assert.equal(again.data, plain(made.data))
      assert.is(again.width, made.width)
      assert.equal(again.problems, [])
    }),
    { numRuns: 300, includeErrorInReport: true },
  )
})

test('an unknown stage is refused with the nearest one and its index', () => {
  const json = changed(({ stages }) => Object.assign(stages[2]!, { stage: 'pool.summ' }))
  assert.equal(refused(json), [
    {
      sentence: "no stage is called 'pool.summ'. Did you mean 'pool.sum'?",
      place: 'stages[2].stage',
      path: ['stages', 2, 'stage'],
    },
  ])
})

test('stages without a name, and several mistakes, are said together and in order', () => {
  const json = changed(({ stages }) => {
    Object.assign(stages[1]!, { model: 'large' })
    Object.assign(stages, { 3: 5, 5: { stag: 'train' } })
  })
  assert.equal(refusedAt(json), [
    {
      sentence: 'encode needs the name of a model; model is "large", and models has small',
      stage: 'encode',
      place: 'stages[1].model',
    },
    { sentence: 'a stage needs its name: write { "stage": "pool.mean" }', place: 'stages[3]' },
    { sentence: 'a stage needs its name: write { "stage": "pool.mean" }', place: 'stages[5]' },
  ])
})

test('settings are refused as in a program, with the key in the file for a place', () => {
  const json = changed(({ stages }) => {
    Object.assign(stages[2]!, { factr: 1 })
    Object.assign(stages[3]!, { columns: 5 })
    Object.assign(stages[5]!, { epochs: '1' })
  })
  assert.equal(refusedAt(json), [
    {
      sentence: "pool.sum has no setting 'factr'. Did you mean to write 'factor'?",
      stage: 'pool.sum',
      place: 'stages[2].factr',
    },
    {
      sentence: 'loss.dot: columns is 5, it should be an object of texts',
      stage: 'loss.dot',
      place: 'stages[3].columns',
    },
    { sentence: 'train: epochs is "1", it should be a number', stage: 'train', place: 'stages[5].epochs' },
  ])
})

test('no version, no data, no stages and unknown keys are said together', () => {
  assert.equal(
    refused({ siamese: '1', stage: [] }).map(({ sentence }) => sentence),
    [
      'a pipeline file says "siamese": 2, the version of its format; this one says "1"',
      "a pipeline has no key 'stage'. Did you mean to write 'stages'?",
      'a pipeline needs data: an object with data, columns, splits and origin, as `siamese add data` writes it',
      'a pipeline needs stages: write "stages": [{ "stage": "tokenize", … }]',
    ],
  )
  for (const none of [null, 5, 'x', []])
    assert.match(refused(none)[0]!.sentence, /^a pipeline is an object with siamese,/)
})

test('an object that has nothing of a pipeline is something else: one sentence says what it has instead', () => {
  const said = (json: object) => refused(json).map(({ sentence }) => sentence)
  const needed = 'a pipeline is an object with siamese, data, models, stages; this is'
  assert.equal(said({}), [`${needed} {}`])
  assert.equal(said({ name: 'web', version: '1.0.0' }), [`${needed} an object with name, version`])
  assert.equal(said({ name: 'web', private: true, scripts: {}, files: [], [`x${'y'.repeat(1000)}`]: 1 }), [
    `${needed} an object with name, private, scripts and 2 more`,
  ])
  assert.equal(said({ manifest: 2, pipeline: {} }), [`${needed} an object with manifest, pipeline`])
  assert.is(said({ stage: [] }).length, 4, 'a key that is nearly one of its own is a mistake in a pipeline')
})

test('a file of a later version is refused with the cure alone: what it says cannot be known', () => {
  assert.equal(
    refused({ siamese: 3, stage: [] }).map(({ sentence }) => sentence),
    ['the pipeline file is of format 3, and the packages here read up to 2: update the @siamese packages'],
  )
})

test('settings are looked at, too, where a stage is not known or data are none', () => {
  const json = changed(({ stages, data }) => {
    Object.assign(stages[2]!, { stage: 'pool.other' })
    Object.assign(stages[5]!, { epochs: '1' })
    Object.assign(data, { column: [] })
  })
  assert.equal(
    refused(json).map(({ sentence }) => sentence),
    [
      "data has no key 'column'. Did you mean to write 'columns'?",
      "no stage is called 'pool.other': one of your own comes with --with FILE, { stages } or siamese.config.ts",
      'train: epochs is "1", it should be a number',
    ],
  )
})

test('unknown keys are refused at every level, with the nearest one', () => {
  const json = changed(({ data, models }) => {
    Object.assign(data.origin, { row: {} })
    Object.assign(models.small!, { size: 3 })
    Object.assign(models.small!.origin, { file: [] })
  })
  assert.equal(refusedAt(json), [
    { sentence: "data.origin has no key 'row'. Did you mean to write 'rows'?", place: 'data.origin.row' },
    { sentence: "models.small has no key 'size'", place: 'models.small.size' },
    {
      sentence: "models.small.origin has no key 'file'. Did you mean to write 'files'?",
      place: 'models.small.origin.file',
    },
  ])
})

test('a model has one name, in models and inside', () => {
  const json = changed(({ models }) => Object.assign(models.small!, { model: 'tiny' }))
  assert.equal(refusedAt(json)[0], {
    sentence: 'models.small is called tiny inside: use one name',
    place: 'models.small.model',
  })
})

test('what is nested without end is refused before anything walks through it', () => {
  let data: unknown = pairs
  for (let i = 0; i < 1e5; i++) data = { ...pairs, origin: { take: 1, of: data } }
  const [{ sentence, place, path }, ...others] = refused({ siamese: 2, data, stages: [] }) as [Problem, ...Problem[]]
  assert.is(sentence, 'a pipeline is nested at most 100 deep; this one goes deeper')
  assert.is(path!.length, 101)
  assert.match(place!, /^data\.origin\.of\.origin/)
  assert.equal(others, [])
})

test('places are said by whoever knows the file, of stages and of settings', () => {
  const json = changed(({ stages }) => Object.assign(stages[2]!, { factr: 1 }))
  const placeOf = (path: readonly unknown[]) => `file:${path.length}`
  const read = fromJson(known, json, { placeOf })
  assert.ok(isLeft(read))
  assert.is(read.left[0]!.place, 'file:3')
  const fine = fromJson(
    known,
    changed(() => {}),
    { placeOf },
  )
  assert.ok(isRight(fine))
  assert.is(fine.right.stages[0]![place], 'file:2')
})

test('$schema is for editors', () => {
  assert.ok(
    isRight(
      fromJson(
        known,
        changed(json => Object.assign(json, { $schema: './siamese.schema.json' })),
      ),
    ),
  )
})

test('data and models are refused by the key that is wrong', () => {
  const data = {
    ...pairs,
    columns: [
      ['sentence1', 'words'],
      ['score', { score: [0] }],
    ],
    origin: { rows: { train: [{ a: null }] } },
  }
  assert.equal(
    refused(
      changed(json => Object.assign(json, { data, models: { small: { ...small, hidden: '32', layers: -1 } } })),
    ).map(({ sentence }) => sentence),
    [
      `data.columns[0][1] is "words", it should be 'text', 'texts', 'key', 'binary', { score: [least, greatest] }, { class: [names] } or { vector: length }`,
      'data.columns[1][1].score[1] is missing, it should be a number',
      'data.origin.rows.train[0].a is null, it should be a text, a number or a list of them',
      'models.small.hidden is "32", it should be a whole number above 0',
      'models.small.layers is -1, it should be a whole number from 0 on',
    ],
  )
  assert.equal(
    refused(changed(json => Object.assign(json.data, { columns: [['score', { score: [5, 0] }]] })))[0]!.sentence,
    'pairs, column score: score<5, 0> holds no range; write the least score first',
  )
})

test('names that every object has name no model', () => {
  const json = changed(({ stages }) => Object.assign(stages[0]!, { model: 'constructor' }))
  assert.is(
    refused(json)[0]!.sentence,
    'tokenize needs the name of a model; model is "constructor", and models has small',
  )
})

/** Where a value may be changed: every key and index of a JSON value, as a path. */
const paths = (json: unknown, path: readonly string[] = []): readonly (readonly string[])[] =>
  typeof json !== 'object' || json === null
    ? [path]
    : [path, ...Object.entries(json).flatMap(([key, value]) => paths(value, [...path, key]))]
const at = (json: unknown, path: readonly string[]): never =>
  path.reduce((inside, key) => (inside as Record<string, unknown>)[key], json) as never

interface Mutation {
  readonly where: number
  readonly how: 'remove' | 'replace' | 'rename' | 'copy'
  readonly value: unknown
  readonly key: string
}
const mutate = (json: unknown, { where, how, value: given, key }: Mutation): unknown => {
  // What is put in may be changed by the next mutation, and must not be the same object the next time.
  const value: unknown = structuredClone(given)
  const all = paths(json)
  const path = all[where % all.length]!
  if (path.length === 0) return how === 'replace' ? value : json
  const parent: Record<string, unknown> = at(json, path.slice(0, -1))
  const last = path[path.length - 1]!
  if (how === 'replace') parent[last] = value
  else if (how === 'copy') parent[Array.isArray(parent) ? parent.length : key] = structuredClone(parent[last])
  else if (Array.isArray(parent)) parent.splice(Number(last), 1)
  else {
    if (how === 'rename') parent[key] = parent[last]
    delete parent[last]
  }
  return json
}
const mutations = fc.record({
  where: fc.nat(),
  how: fc.constantFrom<Mutation['how']>('remove', 'replace', 'rename', 'copy'),
  value: fc.oneof(fc.jsonValue(), fc.constantFrom(null, 0, -1, 1.5, '', 'small', [], {}, 'constructor')),
  key: fc.oneof(fc.string(), fc.constantFrom('stage', 'model', 'columns', 'toString', 'rows', 'take', 'of')),
})

test('a file that was changed anywhere is read or refused with sentences; nothing is thrown', () => {
  const outcomes = { read: 0, refused: 0 }
  fc.assert(
    fc.property(recipes, fc.array(mutations, { minLength: 1, maxLength: 3 }), (recipe, changes) => {
      const json = changes.reduce<unknown>(mutate, plain(toJson(cooked(recipe))))
      const read = fromJson(known, json)
      outcomes[isLeft(read) ? 'refused' : 'read']++
      if (isRight(read)) return assert.equal(toJson(read.right).siamese, 2)
      assert.ok(read.left.length > 0)
      for (const { sentence } of read.left)
        assert.ok(sentence.length > 10 && !/\[object|undefined/.test(sentence), sentence)
    }),
    { numRuns: 800, includeErrorInReport: true },
  )
  assert.ok(outcomes.read > 20 && outcomes.refused > 300, JSON.stringify(outcomes))
})

test.run()
