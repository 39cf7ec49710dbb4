import * as check from 'fast-check'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { jsonMembers } from '../../src/sources/jsonMembers.js'

test('values stay as they are written', () => {
  assert.equal(jsonMembers(' { "a" : 2.0,"b":[1, {"c":"}"}] , "a":"x\\",\\u0041" }\n'), [
    ['a', '2.0'],
    ['b', '[1, {"c":"}"}]'],
    ['a', '"x\\",\\u0041"'],
  ])
  assert.equal(jsonMembers('{}'), [])
  assert.equal(jsonMembers('{"a":{"b":{}},"c":{}}'), [
    ['a', '{"b":{}}'],
    ['c', '{}'],
  ])
})

test('the members of any object give it again', () => {
  check.assert(
    check.property(check.dictionary(check.string(), check.jsonValue()), check.nat(3), (value, indent) => {
      const text = JSON.stringify(value, null, indent)
      const again = `{${jsonMembers(text).map(([key, written]) => `${JSON.stringify(key)}:${written}`)}}`
      assert.equal(JSON.parse(again), JSON.parse(text))
    }),
    { seed: 42, numRuns: 1000 },
  )
})

test.run()
