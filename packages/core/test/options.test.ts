import * as t from 'io-ts'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { nearest, none, options } from '../src/options.js'

const distance = t.keyof({ euclidean: null, cosine: null }, 'euclidean or cosine')
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
  assert.equal(settings.decode('x', {}).problems, ["x needs the setting 'by'"])
  assert.equal(settings.decode('x', { by: undefined, margin: undefined }).problems, ["x needs the setting 'by'"])
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
  assert.equal(settings.decode('loss.triplet', { by: '', margn: 2 }).problems, [
    "loss.triplet has no setting 'margn'. Did you mean to write 'margin'?",
  ])
  assert.equal(settings.decode('loss.triplet', { by: '', temperature: 2 }).problems, [
    "loss.triplet has no setting 'temperature'",
  ])
  assert.equal(none.decode('pool.mean', { a: 1 }).problems, ["pool.mean has no setting 'a'"])
})

test('a setting of another type is refused with what was written and what it should be', () => {
  assert.equal(settings.decode('x', { by: 'a', margin: '2' }).problems, ['x: margin is "2", it should be a number'])
  assert.equal(settings.decode('x', { by: 'a', distance: 'cosin' }).problems, [
    'x: distance is "cosin", it should be euclidean or cosine',
  ])
})

test('several mistakes are said at once: first unknown settings, then each known one in its order', () => {
  assert.equal(settings.decode('x', { distanse: 'cosine', margin: null, limit: 'a' }).problems, [
    "x has no setting 'distanse'. Did you mean to write 'distance'?",
    'x: margin is null, it should be a number',
    'x: limit is "a", it should be a number',
    "x needs the setting 'by'",
  ])
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
  assert.equal(none.decode('x', { constructor: 1 }).problems, ["x has no setting 'constructor'"])
  assert.equal(settings.decode('x', JSON.parse('{ "by": "a", "__proto__": 1 }')).problems, [
    "x has no setting '__proto__'",
  ])
})

test.run()
