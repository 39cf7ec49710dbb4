import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { isCollapsed, meanCosine } from '../../src/evaluate/collapsed.js'

const near = (actual: number, expected: number) => assert.ok(Math.abs(actual - expected) < 1e-6, `${actual}`)

test('the mean cosine of (2, 0), (0, 3) and (1, 1) is (0 + 2 · √½) / 3', () => {
  near(meanCosine([Float32Array.of(2, 0), Float32Array.of(0, 3), Float32Array.of(1, 1)], 2), (2 * Math.SQRT1_2) / 3)
})

/** Twelve vectors around (1, 0), turned by multiples of an angle. */
const turned = (angle: number, names: (i: number) => string = String) => ({
  width: 2,
  embeddings: {
    text: Float32Array.from(Array.from({ length: 12 }, (_, i) => [Math.cos(i * angle), Math.sin(i * angle)]).flat()),
  },
  texts: { text: Array.from({ length: 12 }, (_, i) => names(i)) },
})

test('vectors that are nearly one are collapsed, others are not', () => {
  assert.is(isCollapsed(turned(0.01)), true)
  assert.is(isCollapsed(turned(0.3)), false)
})

test('nothing is said of few texts, however often they come', () => {
  assert.is(isCollapsed(turned(0, () => 'the same')), false)
})

test.run()
