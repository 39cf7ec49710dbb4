import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { liveBytes } from '../../src/graph/liveBytes.js'
import { graphOf, node, step } from './smallGraph.js'

const kilobyte = [256]
const peak = (...nodes: Parameters<typeof graphOf>[0]) => liveBytes(graphOf(nodes), { rows: 1 }).peak

test('a tensor lives to its last reader', () => {
  // Two transposes of a kilobyte are alive together, never three.
  assert.is(
    peak(
      node('Fill', [], kilobyte),
      node('Transpose', [0], kilobyte),
      node('Transpose', [1], kilobyte),
      node('Transpose', [2], kilobyte),
    ),
    2048,
  )
  // The first is read again at the end.
  assert.is(
    peak(
      node('Fill', [], kilobyte),
      node('Transpose', [0], kilobyte),
      node('Transpose', [1], kilobyte),
      node('ConcatV2', [0, 2], [1]),
    ),
    3072,
  )
})

test('a function of each number writes over what nobody needs any more', () => {
  assert.is(peak(node('Fill', [], kilobyte), node('Exp', [0], kilobyte), node('Exp', [1], kilobyte)), 1024)
  assert.is(peak(node('Fill', [], kilobyte), node('Exp', [0], kilobyte), node('Mul', [0, 1], kilobyte)), 2048)
})

test('a view keeps alive what it shows', () => {
  assert.is(
    peak(
      node('Fill', [], kilobyte),
      node('Reshape', [0], [16, 16]),
      node('Transpose', [1], [16, 16]),
      node('Transpose', [1], [16, 16]),
      node('ConcatV2', [2, 3], [1]),
    ),
    3072,
  )
})

test('activations: made forward, read on the way back', () => {
  // The result of tanh (120 bytes) and the loss (4) are read backward; the product before it is not.
  assert.is(liveBytes(step, { rows: 10 }).activations, 124)
})

test.run()
