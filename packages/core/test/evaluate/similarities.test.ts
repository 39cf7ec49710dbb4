import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { similarities } from '../../src/evaluate/similarities.js'

const a = Float32Array.of(3, 4, 1, 0, 0, 0)
const b = Float32Array.of(4, 3, -1, 0, 1, 1)

test('row by row: cosine, dot, negated distances', () => {
  assert.equal(
    [...similarities.cosine(a, b, 2)].map(cosine => Number(cosine.toFixed(6))),
    [0.96, -1, 0],
  )
  assert.equal([...similarities.dot(a, b, 2)], [24, -1, 0])
  assert.equal([...similarities.euclidean(a, b, 2)], [-Math.SQRT2, -2, -Math.SQRT2].map(Math.fround))
  assert.equal([...similarities.manhattan(a, b, 2)], [-2, -2, -2])
})

test('a vector with itself has cosine 1 exactly', () => {
  const v = Float32Array.of(0.1, -0.7, 0.33, 1e-4)
  assert.equal([...similarities.cosine(v, v, 4)], [1])
})

test('below 1e-12 a norm counts as 1e-12', () => {
  const tiny = Float32Array.of(1e-13)
  assert.ok(Math.abs(similarities.cosine(tiny, Float32Array.of(2), 1)[0]! - 0.1) < 1e-7)
})

test('no rows give no similarities', () => {
  assert.is(similarities.cosine(new Float32Array(), new Float32Array(), 4).length, 0)
})

test.run()
