import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { fromBits, quantized, rangesOf, toBits, toInt8, toUint8 } from '../src/quantize.js'

test('a number falls into one of 255 steps between the least and the greatest of its place', () => {
  const rows = Float32Array.of(0, 5, 255, 5, 100.5, 5)
  const ranges = rangesOf(rows, 2)
  assert.equal([...ranges.least, ...ranges.greatest], [0, 5, 255, 5])
  // where all are equal the step is 1
  assert.equal([...toUint8(rows, ranges)], [0, 0, 255, 0, 100, 0])
  assert.equal([...toInt8(rows, ranges)], [-128, -128, 127, -128, -28, -128])
  assert.equal([...toUint8(Float32Array.of(-3, 5, 999, 5), ranges)], [0, 0, 255, 0])
})

test('a bit says whether a number is above 0, the first one the most significant', () => {
  const packed = toBits(Float32Array.of(1, 0, -1, 2, 0, 0, 0, 0, 3), 9)
  assert.equal([...packed], [0b10010000, 0b10000000])
  assert.equal([...fromBits(packed)], [1, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0])
})

test('what is stored has unit length first', () => {
  assert.equal([...quantized('float32', Float32Array.of(3, 4), 2).numbers], [Math.fround(0.6), Math.fround(0.8)])
  const bits = quantized('ubinary', Float32Array.of(3, -4), 2)
  assert.equal([bits.width, ...bits.numbers], [8, 1, 0, 0, 0, 0, 0, 0, 0])
})

test.run()
