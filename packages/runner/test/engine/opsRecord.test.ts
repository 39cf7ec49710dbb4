import * as tf from '@tensorflow/tfjs-core'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { openEngine } from '../../src/engine/engine.js'
import { ourGradients } from '../../src/engine/gradients/ours.js'
import { inStage } from '../../src/graph/inStage.js'
import { isKnown } from '../../src/graph/ops/decision.js'
import { decisions } from '../../src/graph/ops/index.js'
import { record } from '../../src/graph/traceBackend.js'

await openEngine({ engine: 'wasm' })()
const kernels = Object.entries(tf).flatMap(([name, value]) => (value === (name as unknown) ? [name] : []))
const ours = new Set(ourGradients.map(({ kernelName }) => kernelName))
const known = Object.entries(decisions).flatMap(([name, decision]) =>
  isKnown(decision) ? [{ name, ...decision }] : [],
)

test('every kernel of tfjs is decided, and nothing else', () => {
  assert.equal(Object.keys(decisions).sort(), kernels.sort())
})

test('the record says whose gradient is registered', () => {
  for (const { name, gradient } of known) {
    const registered = tf.getGradient(name) === undefined ? 'none' : ours.has(name) ? 'ours' : 'tfjs'
    assert.is(gradient === 'caller' ? 'none' : gradient, registered, name)
  }
})

test('a gradient of ours belongs to a kernel that is known', () => {
  for (const name of ours)
    assert.ok(
      known.some(each => each.name === name),
      name,
    )
})

test('every refusal has a reason', () => {
  for (const decision of Object.values(decisions)) if (!isKnown(decision)) assert.match(decision.refused, /\w+ \w+/)
})

test('a refused kernel is told with its stage', () => {
  const unique = () => void record(() => void inStage('loss.mine', () => tf.unique(tf.range(0, 3))))
  assert.throws(unique, /^loss\.mine needs Unique: the graph compiler has no such operation$/)
})

test.run()
