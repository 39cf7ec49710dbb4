import { execFile } from 'node:child_process'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import * as tf from '@tensorflow/tfjs-core'
import { isLeft, isRight } from 'fp-ts/lib/Either.js'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { examine } from '../../src/engine/doctor.js'
import { openEngine } from '../../src/engine/engine.js'

const native = await openEngine({ engine: 'native' })()
if (isLeft(native)) console.log(`skipped: native engine: ${native.left.map(({ sentence }) => sentence).join(' ')}`)

for (const name of isRight(native) ? (['native', 'wasm'] as const) : (['wasm'] as const)) {
  test(`${name}: a product of matrices`, async () => {
    await openEngine({ engine: name })()
    const product = tf.matMul(tf.tensor2d([1, 2, 3, 4], [2, 2]), tf.tensor2d([5, 6, 7, 8], [2, 2]))
    assert.equal([...product.dataSync()], [19, 22, 43, 50])
  })

  test(`${name}: tensors that are disposed are gone, with their memory`, async () => {
    await openEngine({ engine: name })()
    const before = tf.memory()
    const kept = tf.tidy(() => tf.add(tf.ones([10]), tf.ones([10])))
    assert.is(tf.memory().numTensors, before.numTensors + 1)
    assert.is(tf.memory().numBytes, before.numBytes + 40)
    kept.dispose()
    assert.is(tf.memory().numTensors, before.numTensors)
    assert.is(tf.memory().numDataBuffers, before.numDataBuffers)
  })

  test(`${name}: the same engine is opened again, and says what it is`, async () => {
    const [first, second] = await Promise.all([openEngine({ engine: name })(), openEngine({ engine: name })()])
    assert.equal(first, second)
    assert.ok(isRight(first))
    assert.is(first.right.name, name)
    assert.is(first.right.facts.backend, tf.getBackend())
    assert.is(first.right.facts.versions.node, process.versions.node)
    assert.ok(first.right.facts.threads >= 1)
  })

  test(`${name}: opening writes nothing to the error stream, and later warnings arrive`, async () => {
    const { stdout, stderr } = await promisify(execFile)(process.execPath, ['--import', 'tsx', '-e', program(name)])
    assert.is(stdout, `${name}\n`)
    assert.is(stderr, 'a warning\n')
  })
}

test('without a wish the first engine of the list that works is current', async () => {
  const engine = await openEngine()()
  assert.ok(isRight(engine))
  assert.is(engine.right.name, isRight(native) ? 'native' : 'wasm')
  assert.is(tf.getBackend(), engine.right.facts.backend)
})

test('CommonJS and ES modules share one tfjs-core', () => {
  assert.is(createRequire(import.meta.url)('@tensorflow/tfjs-core').engine(), tf.engine())
})

test('doctor measures a matmul and gives no advice to a native engine', async () => {
  const before = tf.memory().numTensors
  const health = await examine()()
  assert.ok(isRight(health))
  assert.equal(
    health.right.matmul.map(({ size }) => size),
    [512, 1024],
  )
  assert.ok(health.right.matmul.every(({ gigaflops }) => gigaflops > 0.1))
  if (isRight(native)) assert.equal(health.right.advice, [])
  assert.is(tf.memory().numTensors, before)
})

const program = (name: string): string => `
  const { openEngine } = await import(${JSON.stringify(fileURLToPath(new URL('../../src/engine/engine.ts', import.meta.url)))})
  const engine = await openEngine({ engine: '${name}' })()
  console.log(engine.right.name)
  console.error('a warning')
`

test.run()
