import './cpu.js'
import * as tf from '@tensorflow/tfjs-core'
import { isLeft, isRight } from 'fp-ts/lib/Either.js'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { defineConcatenation } from '../src/concatenation.js'
import { encode } from '../src/encode/encode.js'
import { fragment } from '../src/fragment.js'
import { fromJson, toJson } from '../src/json.js'
import { check, pipeline } from '../src/pipeline.js'
import { pipelineSchema } from '../src/schema.js'
import { type Stage, settingsOf } from '../src/stage.js'
import { tokenize } from '../src/tokenize/tokenize.js'
import { train } from '../src/train.js'
import { dotLoss, encoded, pairs, sum } from './toys.js'

const beside = defineConcatenation({ name: 'pool.beside', join: vectors => tf.concat([...vectors], 1) })
const known = [tokenize, encode, sum, beside, dotLoss, train]
/** What the program says of any stages; the compiler lets poolings alone through. */
const said = (...of: readonly Stage[]) =>
  check(pairs, [...encoded, beside(...(of as never))]).problems.map(({ sentence }) => sentence)

test('its width is the sum of those of its poolings, in types and in values', () => {
  const made = pipeline(pairs, ...encoded, beside(sum(), beside(sum(), sum({ factor: 2 }))), dotLoss())
  assert.is(made.width satisfies 96, 96)
  assert.equal(made.problems, [])
})

test('vectors stand in the order given, each by the settings of its pooling', () => {
  const stage = beside(sum({ factor: 10 }), sum())
  const { does } = beside.definition
  if (does.family !== 'pooling') throw new Error('it is no pooling')
  const input = { tokens: tf.tensor3d([[[1, 2]]]), mask: tf.tensor2d([[1]]), prompts: tf.tensor1d([0]) }
  assert.equal(does.apply(input, settingsOf(stage)).arraySync(), [[10, 20, 1, 2]])
})

test('whatever is wrong with it and its parts is said at once', () => {
  assert.equal(said(), ['pool.beside joins two poolings or more; it has 0: write pool.beside(pool.mean(), pool.max())'])
  assert.equal(said(dotLoss(), fragment(sum()), sum({ factor: 'a', facto: 1 } as never)), [
    'pool.beside joins poolings; loss.dot is none: take it out of the list',
    'pool.beside joins poolings; fragment is none: take it out of the list',
    "pool.sum has no setting 'facto'. Did you mean to write 'factor'?",
    'pool.sum: factor is "a", it should be a number',
  ])
  const twice = check(pairs, [...encoded, sum(), beside(sum(), sum())]).problems.map(({ sentence }) => sentence)
  assert.equal(twice, ['pool.beside needs token embeddings: a pooling stands before it already'])
})

test('what is wrong with a pooling in it is said at its place', () => {
  const { problems } = check(pairs, [
    ...encoded,
    beside(sum(), beside(sum(), sum({ factor: 'a' } as never)), dotLoss()),
  ])
  assert.equal(
    problems.map(({ path }) => path),
    [
      ['stages', 2, 'of', 1, 'of', 1, 'factor'],
      ['stages', 2, 'of', 2],
    ],
  )
})

test('JSON Schema lists the poolings that may stand in it', () => {
  const { definitions } = pipelineSchema([sum, beside, dotLoss]) as never as {
    readonly definitions: Readonly<Record<string, { readonly properties: Readonly<Record<string, object>> }>>
  }
  const of = definitions['pool.beside']!.properties.of as { readonly description: string; readonly else: object }
  assert.is(of.description, 'The poolings, in the order of their vectors')
  assert.equal(of.else, {
    type: 'array',
    items: { $ref: '#/definitions/any.pooling' },
    minItems: 2,
  })
  const member = definitions['any.pooling'] as never as { readonly else: (typeof definitions)[string] }
  const { anyOf } = member.else.properties.stage as { readonly anyOf: readonly { const: string }[] }
  assert.equal(
    anyOf.map(each => each.const),
    ['pool.sum', 'pool.beside'],
  )
})

test('its poolings need not be those that a model declares one after another', () => {
  const declared = { model: 'small', architecture: 'bert', hidden: 32, layers: 2, positions: 64, vocabulary: 700 }
  const model = { ...declared, maxLength: 48, modules: ['pool.beside'], origin: { source: 'x', files: [] } } as const
  const made = pipeline(pairs, tokenize(model), encode(model), beside(sum(), sum()), dotLoss())
  assert.equal(made.problems, [])
  const other = check(pairs, [tokenize(model), encode(model), sum()]).problems.map(({ sentence }) => sentence)
  assert.equal(other, [
    "pool.sum differs: small declares pool.beside here; use that, or write encode(small, { insteadOf: ['pool.beside'] })",
  ])
})

const json = () =>
  JSON.parse(JSON.stringify(toJson(pipeline(pairs, ...encoded, beside(sum({ factor: 3 }), beside(sum(), sum()))))))

test('in JSON its poolings are stages in a list, and reading them gives the same', () => {
  assert.equal(json().stages[2], {
    stage: 'pool.beside',
    of: [
      { stage: 'pool.sum', factor: 3 },
      { stage: 'pool.beside', of: [{ stage: 'pool.sum' }, { stage: 'pool.sum' }] },
    ],
  })
  const read = fromJson(known, json())
  assert.ok(isRight(read))
  assert.equal([toJson(read.right), read.right.width], [json(), 96])
})

test('every nested stage that cannot be read is said, with its place', () => {
  const changed = json()
  changed.stages[2].of[0].stage = 'pool.summ'
  changed.stages[2].of[1].of = [{ stage: 'pool.nothing' }, { stage: 'tokenize', model: 'none' }]
  const read = fromJson(known, changed)
  assert.ok(isLeft(read))
  assert.equal(
    read.left.map(({ sentence, place }) => [sentence, place]),
    [
      ["no stage is called 'pool.summ'. Did you mean 'pool.sum'?", 'stages[2].of[0].stage'],
      [
        "no stage is called 'pool.nothing': one of your own comes with --with FILE, { stages } or siamese.config.ts",
        'stages[2].of[1].of[0].stage',
      ],
      ['tokenize needs the name of a model; model is "none", and models has small', 'stages[2].of[1].of[1].model'],
    ],
  )
  const nothing = json()
  nothing.stages[2].of = ['pool.sum', 5]
  const names = fromJson(known, nothing)
  assert.ok(isLeft(names))
  assert.equal(
    names.left.map(({ sentence }) => sentence),
    ['pool.beside: of is ["pool.sum",5], it should be a list of poolings'],
  )
})

test.run()
