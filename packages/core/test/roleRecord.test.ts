import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { columnRecord } from '../src/roleRecord.js'

test('a column for a role, and a list for a role of any number', () => {
  const codec = columnRecord(['anchor: text', 'negative…: text'])
  for (const good of [{}, { anchor: 'a' }, { negative: [] }, { anchor: 'a', negative: ['b', 'c'] }])
    assert.ok(codec.is(good), JSON.stringify(good))
  for (const wrong of [null, 'a', ['a'], { anchor: ['a'] }, { negative: 'b' }, { negative: [1] }, { anchor: 1 }])
    assert.not.ok(codec.is(wrong), JSON.stringify(wrong))
  assert.is(codec.name, 'an object of texts, with a list of them for negative')
  assert.is(columnRecord(['anchor: text']).name, 'an object of texts')
})

test.run()
