import { dropoutOf } from '@siamese/core'
import * as tf from '@tensorflow/tfjs-core'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { attention } from '../../../core/src/encode/attention.js'
import { gelu } from '../../../core/src/encode/gelu.js'
import { layerNorm } from '../../../core/src/encode/layerNorm.js'
import { openGraphSession } from '../../src/engine/graphSession.js'
import { hasOwnOperations } from '../../src/engine/ownOperations.js'
import { dropoutNodes } from '../../src/graph/dropoutNodes.js'
import { input, noSizes, output, traceEntry } from '../../src/graph/entry.js'
import { throughPasses } from '../../src/graph/passes/index.js'
import { savedModel } from '../../src/graph/savedModel.js'
import { toNode, toTensor } from '../../src/graph/traceBackend.js'
import type { Compute } from '../graph/traceFunction.js'
import { compileFunction } from './compileFunction.js'
import { near } from './finiteDifferences.js'
import { withNative } from './opsRows.js'

// Each operation of ours beside the same function computed by TensorFlow's, over shapes of less and more than one block of rows.
const shapes = [
  [1, 1],
  [1, 384],
  [3, 7],
  [341, 384],
  [700, 384],
  [2050, 33],
  [90, 1536],
] as const

const numbers = (shape: readonly number[], seed: number) => tf.randomNormal([...shape], 0, 1.5, 'float32', seed)
const backward =
  (f: (...xs: tf.Tensor[]) => tf.Tensor): Compute =>
  (dy, ...xs) => {
    const { value, grads } = tf.valueAndGrads(f)(xs, dy)
    return [value, ...grads]
  }
/** Of the larger of 1 and the largest number: sums over thousands of rows are rounded in another order. */
const apart = (a: tf.Tensor, b: tf.Tensor): number => {
  const [x, y] = [a.dataSync<'float32'>(), b.dataSync<'float32'>()]
  assert.equal(a.shape, b.shape)
  const largest = y.reduce((most, each) => Math.max(most, Math.abs(each)), 1)
  return x.reduce((most, each, i) => Math.max(most, Math.abs(each - y[i]!)), 0) / largest
}

const functions: Readonly<Record<string, { f: (...xs: tf.Tensor[]) => tf.Tensor; vectors: number }>> = {
  'layer norm': { f: (x, w, b) => layerNorm(x as tf.Tensor2D, w!, b!, 1e-12), vectors: 2 },
  GELU: { f: (x, b) => gelu(tf.add(x!, b!)), vectors: 1 },
  'sum of rows': { f: (x, b) => tf.add(tf.square(x!), b!), vectors: 1 },
}

await withNative(() => {
  test('the engine has them', () => assert.ok(hasOwnOperations()))

  for (const [name, { f, vectors }] of Object.entries(functions))
    for (const shape of shapes) {
      if (name === 'layer norm' && shape[1] === 1) continue // 0 / √ε: of no use
      test(`${name} ${shape.join(' × ')}, with its gradients`, () => {
        const given = [shape, shape, ...Array.from({ length: vectors }, () => shape.slice(1))].map(numbers)
        const fed = given.map(({ shape }) => ({
          shape: shape.length === 2 ? (['rows', shape[1]!] as const) : shape,
          dtype: 'float32' as const,
        }))
        const { run, close } = compileFunction(backward(f), fed)
        const ours = run(...given)
        const theirs = [backward(f)(...given)].flat()
        ours.forEach((each, i) =>
          assert.ok(apart(each, theirs[i]!) < 1e-5, `result ${i} is ${apart(each, theirs[i]!)} apart`),
        )
        const again = run(...given)
        ours.forEach((each, i) => assert.equal(again[i]!.dataSync(), each.dataSync()))
        tf.dispose([...given, ...ours, ...again, ...theirs])
        close()
      })
    }

  for (const [lengths, heads, width] of [
    [[1], 1, 4],
    [[14, 9, 14], 2, 32],
    [[17, 16, 1], 3, 5],
    [[40, 33, 2, 40], 2, 64],
    [[130], 1, 32],
  ] as const)
    test(`attention of ${lengths.join(', ')} tokens, ${heads} heads of ${width}, with its gradient`, () => {
      const tokens = lengths.reduce((sum: number, length) => sum + length, 0)
      const longest = Math.max(...lengths)
      const cells = lengths.flatMap((length, row) => Array.from({ length }, (_, i) => row * longest + i))
      const places = new Int32Array(lengths.length * longest).fill(tokens)
      cells.forEach((cell, token) => {
        places[cell] = token
      })
      const grid = [tf.tensor2d(places, [lengths.length, longest]), tf.tensor1d(cells, 'int32')] as const
      const compute: Compute = (dy, projected, rows, cells) => {
        const attend = attention([{ rows: rows!, cells: cells as tf.Tensor1D }], heads)
        const { value, grads } = tf.valueAndGrads((x: tf.Tensor) => attend(x as tf.Tensor2D, y => y))(
          [projected!],
          dy as tf.Tensor2D,
        )
        return [value, ...grads]
      }
      const given = [numbers([tokens, heads * width], 3), numbers([tokens, 3 * heads * width], 4), ...grid]
      const { run, close } = compileFunction(
        compute,
        given.map(({ shape, dtype }) => ({ shape, dtype: dtype as 'float32' })),
      )
      const [ours, theirs] = [run(...given), [compute(...given)].flat()]
      ours.forEach((each, i) =>
        assert.ok(apart(each, theirs[i]!) < 1e-5, `result ${i} is ${apart(each, theirs[i]!)} apart`),
      )
      close()
    })

  test('GELU far from 0, and of no number', () => {
    const f = (x: tf.Tensor) => gelu(tf.reshape(x, [1, -1]))
    const { run, close } = compileFunction(backward(f as never), [
      { shape: [1, 7], dtype: 'float32' },
      { shape: [7], dtype: 'float32' },
    ])
    const [value, slope] = run(tf.ones([1, 7]), tf.tensor1d([-1e20, -20, -5, 0, 5, 20, 1e20]))
    // Φ(5) = 1 − 2.8665157e−7, φ(5) = 1.4867195e−6
    near(value!, [-0, -0, -1.4332579e-6, 0, 4.9999986, 20, Math.fround(1e20)])
    near(slope!, [0, 0, 2.8665157e-7 - 5 * 1.4867195e-6, 0.5, 1 + 7.1469459e-6, 1, 1])
    const [none] = run(tf.ones([1, 7]), tf.fill([7], Number.NaN))
    assert.ok(none!.dataSync().every(Number.isNaN))
    close()
  })

  for (const shape of [[1], [7], [128], [129], [3, 43], [700, 384], [2, 3, 5, 7]] as const)
    test(`the mask of dropout ${shape.join(' × ')} is that of dropoutOf to the last bit, forward and backward`, () => {
      const [seed, step, rate] = [1234567, 4321, 0.3]
      const graph = traceEntry('f', noSizes, write => {
        const [at, site] = ['f.step', 'f.site'].map(name => input(write, name, [], 'int32'))
        const { dropout } = dropoutNodes(write, seed, at!, site!)
        const [x, dy] = ['f.x', 'f.dy'].map(name => toTensor(input(write, name, [...shape], 'float32')))
        const { value, grads } = tf.valueAndGrads(x => dropout(x!, rate))([x!], dy)
        output(write, 'f.value', toNode(value))
        output(write, 'f.slope', toNode(grads[0]!))
      })
      const passed = throughPasses(graph, { precision: 'float32', ownOperations: true })
      assert.is(passed.nodes.filter(({ op }) => op === 'SiameseDropout').length, 2)
      const session = openGraphSession(savedModel([passed]))
      const [x, dy] = [numbers(shape, 1), numbers(shape, 2)]
      const feeds = { 'f.x': x, 'f.dy': dy, 'f.step': tf.scalar(step, 'int32'), 'f.site': tf.scalar(0, 'int32') }
      const [value, slope] = session.run(feeds, ['f.value', 'f.slope'])
      assert.equal(value!.dataSync(), dropoutOf({ seed, step })(x, rate).dataSync())
      assert.equal(slope!.dataSync(), dropoutOf({ seed, step })(dy, rate).dataSync())
      session.close()
    })
})
test.run()
