import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { fill } from '../src/sentence.js'

test('holes are filled with texts, numbers and lists', () => {
  assert.is(fill('{stage}: {n} of {all}', { stage: 'train', n: 0.5, all: ['a', 'b'] }), 'train: 0.5 of a, b')
})

test('what is not there is called nothing', () => {
  assert.is(fill('{a} and {b}', { b: [] }), 'nothing and nothing')
})

test('what a file holds is shown as JSON, whatever its keys are called', () => {
  assert.is(fill('{a}: {b}', { a: { toString: null }, b: [{ n: 1 }] }), '{"toString":null}: {"n":1}')
})

test('what is filled in is not filled again', () => {
  assert.is(fill('{a} {b}', { a: '{b}', b: '$&' }), '{b} $&')
})

test('a sentence without holes stays as it is', () => {
  assert.is(fill('write columns: { score: … }', {}), 'write columns: { score: … }')
})

test.run()
