import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { normals } from '../../src/random/normals.js'

test('have the mean, the deviation and the tails of a normal distribution', () => {
  const values = normals(1, 2, 100000, 0.02)
  const mean = values.reduce((a, b) => a + b, 0) / values.length
  const deviation = Math.sqrt(values.reduce((a, b) => a + (b - mean) ** 2, 0) / values.length)
  assert.ok(Math.abs(mean) < 0.0003, `mean ${mean}`)
  assert.ok(Math.abs(deviation - 0.02) < 0.0002, `deviation ${deviation}`)
  const beyond = values.filter(value => Math.abs(value) > 0.04).length / values.length
  assert.ok(Math.abs(beyond - 0.0455) < 0.004, `${beyond} beyond two deviations`)
})

test('are the same again, a prefix of a longer draw, and others for another stream or seed', () => {
  const values = normals(1, 2, 1000, 1)
  assert.equal(values, normals(1, 2, 1000, 1))
  assert.equal(values.subarray(0, 7), normals(1, 2, 7, 1))
  assert.is.not(values[0], normals(1, 3, 1, 1)[0])
  assert.is.not(values[0], normals(2, 2, 1, 1)[0])
})

test('the first ones, which must never change', () => {
  assert.equal(
    [...normals(42, 0, 4, 1)].map(value => value.toFixed(6)),
    ['2.320533', '-0.645327', '-0.572309', '-0.213409'],
  )
})

test.run()
