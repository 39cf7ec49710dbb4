import * as t from 'io-ts'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { nearest, none, options } from '../src/options.js'

const distance = t.keyof({ euclidean: null, cosine: null }, 'euclidean or cosine')
const said = (of: typeof settings | typeof none, stage: string, written: Readonly<Record<string, unknown>>) =>
  of.decode(stage, written).problems.map(({ sentence }) => sentence)
const settings = options({
  margin: [t.number, 1],
  distance: [distance, 'euclidean'],
  limit: [t.number, undefined],
  by: t.string,
})

test('settings that are not written have their defaults; one without a default must be written', () => {
  assert.equal(settings.decode('x', { by: 'a' }), {
    problems: [],
    value: { margin: 1, distance: 'euclidean', limit: undefined, by: 'a' },
  })
  assert.equal(said(settings, 'x', {}), ["x needs the setting 'by'"])
  assert.equal(said(settings, 'x', { by: undefined, margin: undefined }), ["x needs the setting 'by'"])
})

test('what is written replaces the default', () => {
  assert.equal(settings.decode('x', { by: 'a', margin: 0, distance: 'cosine', limit: 3 }).value, {
    margin: 0,
    distance: 'cosine',
    limit: 3,
    by: 'a',
  })
})

test('an unknown setting is refused with the nearest known one', () => {
  assert.equal(said(settings, 'loss.triplet', { by: '', margn: 2 }), [
    "loss.triplet has no setting 'margn'. Did you mean to write 'margin'?",
  ])
  assert.equal(said(settings, 'loss.triplet', { by: '', temperature: 2 }), [
    "loss.triplet has no setting 'temperature'",
  ])
  assert.equal(said(none, 'pool.mean', { a: 1 }), ["pool.mean has no setting 'a'"])
})

test('a setting of another type is refused with what was written and what it should be', () => {
  assert.equal(said(settings, 'x', { by: 'a', margin: '2' }), ['x: margin is "2", it should be a number'])
  assert.equal(said(settings, 'x', { by: 'a', distance: 'cosin' }), [
    'x: distance is "cosin", it should be euclidean or cosine',
  ])
})

test('several mistakes are said at once: first unknown settings, then each known one in its order', () => {
  assert.equal(said(settings, 'x', { distanse: 'cosine', margin: null, limit: 'a' }), [
    "x has no setting 'distanse'. Did you mean to write 'distance'?",
    'x: margin is null, it should be a number',
    'x: limit is "a", it should be a number',
    "x needs the setting 'by'",
  ])
})

test('a fault names the key that is wrong, as deep as it can; what is missing is a fault of the whole', () => {
  const lists = options({ by: t.string, of: [t.array(t.string, 'a list of texts'), []] })
  assert.equal(
    lists.decode('x', { of: ['a', 5], off: 1 }).problems.map(({ at }) => at),
    [['off'], [], ['of', 1]],
  )
})

test('the nearest word is the one with the fewest changes, if they are few for its length', () => {
  const words = ['batchSize', 'beta1', 'beta2', 'seed', 'steps']
  assert.is(nearest('batchsize', words), 'batchSize')
  assert.is(nearest('bacthSize', words), 'batchSize')
  assert.is(nearest('beta', words), 'beta1')
  assert.is(nearest('step', words), 'steps')
  assert.is(nearest('sed', words), 'seed')
  assert.is(nearest('learningRate', words), undefined)
  assert.is(nearest('', words), undefined)
  assert.is(nearest('x', []), undefined)
})

test('names that every object has are unknown settings like any other', () => {
  assert.equal(said(none, 'x', { constructor: 1 }), ["x has no setting 'constructor'"])
  assert.equal(said(settings, 'x', JSON.parse('{ "by": "a", "__proto__": 1 }')), ["x has no setting '__proto__'"])
})

test.run()
