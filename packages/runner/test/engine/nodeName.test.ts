import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { nodeName } from '../../src/engine/nodeName.js'

test('names of weights stay as they are', () => {
  for (const name of ['encoder.layer.0.attention.self.key.bias', 'head/classifier.weight', 'train.rows', 'a-b_c'])
    assert.is(nodeName(name), name)
})

test('every character that TensorFlow refuses becomes its number, and different names stay different', () => {
  assert.is(nodeName('|u-v|'), '>7c.u-v>7c.')
  assert.is(nodeName('β (log)'), '>3b2.>20.>28.log>29.')
  const names = ['a b', 'a_b', 'a|b', 'a:b', 'a>b', 'a>20.b', 'a😀b']
  assert.is(new Set(names.map(nodeName)).size, names.length)
})

test.run()
