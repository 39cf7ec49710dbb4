import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { inOrder, located } from '../../src/cli/located.js'

const at = (place: string) => {
  const { file, line, column } = located({ sentence: 's', place })
  return [file, line, column]
}

test('a place is taken apart as far as it is a line of a file', () => {
  assert.equal(at('/a/b.ts:12'), ['/a/b.ts', 12, undefined])
  assert.equal(at('/a/b.ts:12:3'), ['/a/b.ts', 12, 3])
  assert.equal(at('/a/b.yaml:12:3, stages[1]'), ['/a/b.yaml', 12, 3])
  assert.equal(at('C:\\a\\b.ts:12:3'), ['C:\\a\\b.ts', 12, 3])
  assert.equal(at('/a/b.json, stages[4]'), [undefined, undefined, undefined])
  assert.equal(at('/a/b.json'), [undefined, undefined, undefined])
})

test('by file, line and column; what has no line comes last, as it came', () => {
  const named = (sentence: string, place?: string) => located({ sentence, ...(place === undefined ? {} : { place }) })
  const given = [
    named('5'),
    named('4', '/other.ts:1:1'),
    named('3', '/own.ts:9'),
    named('6', '/own.json, stages[1]'),
    named('2', '/own.ts:2:30'),
    named('1', '/own.ts:2:4'),
  ]
  assert.equal(
    inOrder(given, ['/own.ts']).map(({ sentence }) => sentence),
    ['1', '2', '3', '4', '5', '6'],
  )
})

test.run()
