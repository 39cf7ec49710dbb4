import * as t from 'io-ts'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { start } from '../src/flow.js'
import { options } from '../src/options.js'
import { check, pipeline } from '../src/pipeline.js'
import { type Constructor, defineStage, definition, describe, type RuleOf, settingsOf } from '../src/stage.js'
import { tokenize } from '../src/tokenize/tokenize.js'
import { train } from '../src/train.js'
import { dotLoss, encoded, pairs, small, sum } from './toys.js'

/** A stage of a new kind, as a user writes it: the first numbers of every sentence embedding. */
const description = describe({
  name: 'pool.first',
  takes: ['sentenceEmbeddings'],
  options: options({ to: t.number }),
  rules: [
    ['to', 'is positive', 0, '{stage}: to is {to}: choose 1 or more'],
    ['to', 'is whole', 0, '{stage}: to is {to}, not a whole number'],
    ['to', '<=', 'width', '{stage}: to is {to} and the embeddings have {width} numbers: choose at most {width}'],
  ],
  gives: { width: 'to' },
})
interface First extends RuleOf<typeof description> {}
const first: Constructor<First> = defineStage<First>(description, { family: 'module', apply: embeddings => embeddings })

test("a user's own stage changes the width, in types and in values", () => {
  const made = pipeline(pairs, ...encoded, sum(), first({ to: 8 }), dotLoss())
  const width: 8 = made.width
  assert.is(width, 8)
  assert.equal(made.problems, [])
})

test("a user's own stage has its own sentences", () => {
  const said = (settings: object, ...before: readonly ReturnType<typeof sum>[]) =>
    check(pairs, [...encoded, ...before, first(settings)]).problems.map(({ sentence }) => sentence)
  assert.equal(said({ to: 64 }, sum()), ['pool.first: to is 64 and the embeddings have 32 numbers: choose at most 32'])
  assert.equal(said({ to: -1.5 }, sum()), [
    'pool.first: to is -1.5: choose 1 or more',
    'pool.first: to is -1.5, not a whole number',
  ])
  assert.equal(said({}, sum()), ["pool.first needs the setting 'to'"])
  assert.equal(said({ too: 3 }, sum()), [
    "pool.first has no setting 'too'. Did you mean to write 'to'?",
    "pool.first needs the setting 'to'",
  ])
  assert.equal(said({ to: 8 }), ['pool.first needs sentence embeddings: put a pooling before it'])
})

test('settings have their defaults filled in when they are used', () => {
  assert.equal(settingsOf(sum()), { factor: 1 })
  assert.equal(settingsOf(sum({ factor: 3 })), { factor: 3 })
  assert.equal(settingsOf(dotLoss()), { scale: 1, columns: {} })
})

test('a stage remembers the file and line of its call, out of sight of JSON', () => {
  const stage = sum()
  const [place] = Object.getOwnPropertySymbols(stage).flatMap(symbol =>
    symbol === definition ? [] : [String(stage[symbol as never])],
  )
  assert.match(place!, /\/core\/test\/stage\.test\.ts:\d+$/)
  assert.is(JSON.stringify(stage), '{"stage":"pool.sum","settings":{}}')
})

test('a definition judges any flow: what is wrong, and what flows on as if it were right', () => {
  const { judge } = sum.definition
  assert.equal(judge(start(pairs), { factor: 1 }, {}), {
    problems: ['pool.sum needs token embeddings: put tokenize and encode before it'],
    flow: { ...start(pairs), kind: 'sentenceEmbeddings' },
  })
})

test('a model that is none is a sentence', () => {
  for (const wrong of [undefined, null, 5, {}, { model: 'x', hidden: '8', origin: {} }]) {
    const [problem, ...others] = check(pairs, [tokenize(wrong as never)]).problems
    assert.match(problem!.sentence, /^tokenize(: model is .*, it should be a model| needs the setting 'model')$/)
    assert.equal(others, [])
  }
  assert.equal(check(pairs, [tokenize(small), train({ epochs: 1 })]).problems.length, 1)
})

test.run()
