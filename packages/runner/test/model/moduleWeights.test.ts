import '../../../core/test/cpu.js'
import { defineModule, type Stage } from '@siamese/core'
import * as pool from '@siamese/pooling'
import type * as tf from '@tensorflow/tfjs-core'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { parameterNames, placed } from '../../src/encode/placed.js'
import { freshModules, moduleProblems, startOfModules, weightsOf } from '../../src/model/moduleWeights.js'
import type { StoredTensor, Tensors } from '../../src/sources/safetensors.js'

const modulesOf = (...stages: readonly Stage[]) =>
  placed([pool.mean(), ...stages], { hidden: 4, layers: 2, vocabulary: 9 }).modules
const stored = (shape: readonly number[]): StoredTensor => ({
  shape,
  dtype: 'F32',
  values: new Float32Array(shape.reduce((a, b) => a * b, 1)).map((_, i) => i + 1),
})
const dense = (to: number, from: number): Tensors =>
  new Map([
    ['linear.weight', stored([to, from])],
    ['linear.bias', stored([to])],
  ])
const shapes = (weights: Readonly<Record<string, tf.Tensor>>) =>
  Object.entries(weights).map(([name, { shape }]) => [name, shape])

test('parameters are named by their stage, from the second of the same on with its number', () => {
  assert.equal(parameterNames(['pool.mean', 'pool.dense', 'pool.layerNorm', 'pool.dense', 'pool.dense']), [
    'pool.mean',
    'pool.dense',
    'pool.layerNorm',
    'pool.dense.2',
    'pool.dense.3',
  ])
})

test('fresh weights: linear layers uniform on ±1/√inputs, norms the identity, a module of your own as it says', () => {
  const scale = defineModule({
    name: 'module.scale',
    weights: ({ width }) => ({ by: { shape: [width], all: 2 }, matrix: [3, width] }),
    apply: u => u,
  })
  const modules = modulesOf(pool.dense({ width: 9 }), pool.layerNorm(), pool.dense({ width: 5, bias: false }), scale())
  const begin = startOfModules(modules, new Map(), 42)
  assert.equal(shapes(begin), [
    ['pool.dense.linear.weight', [9, 4]],
    ['pool.dense.linear.bias', [9]],
    ['pool.layerNorm.norm.weight', [9]],
    ['pool.layerNorm.norm.bias', [9]],
    ['pool.dense.2.linear.weight', [5, 9]],
    ['module.scale.by', [5]],
    ['module.scale.matrix', [3, 5]],
  ])
  for (const [name, inputs] of [
    ['pool.dense.linear.weight', 4],
    ['pool.dense.linear.bias', 4],
    ['pool.dense.2.linear.weight', 9],
    ['module.scale.matrix', 5],
  ] as const) {
    const values = [...begin[name]!.dataSync()]
    const bound = 1 / Math.sqrt(inputs)
    assert.ok(values.every(x => Math.abs(x) <= bound) && Math.max(...values.map(Math.abs)) > bound / 2, name)
    assert.is(new Set(values).size, values.length, name)
  }
  assert.equal([...begin['pool.layerNorm.norm.weight']!.dataSync()], Array(9).fill(1))
  assert.equal([...begin['pool.layerNorm.norm.bias']!.dataSync()], Array(9).fill(0))
  assert.equal([...begin['module.scale.by']!.dataSync()], Array(5).fill(2))
  const first = (seed: number) => startOfModules(modules, new Map(), seed)['pool.dense.linear.weight']!.dataSync()[0]
  assert.is(first(42), begin['pool.dense.linear.weight']!.dataSync()[0])
  assert.is.not(first(43), first(42))
})

test('weights that the model has are taken where they fit, found by the names of their parameters', () => {
  const model = new Map([
    ['pool.dense', dense(3, 4)],
    ['pool.dense.2', dense(7, 3)],
  ])
  const modules = modulesOf(pool.dense({ width: 3 }), pool.normalize(), pool.dense({ width: 2 }))
  assert.equal(
    freshModules(modules, model).map(({ parameters }) => parameters),
    ['pool.dense.2'],
  )
  const begin = startOfModules(modules, model, 1)
  assert.equal([...begin['pool.dense.linear.bias']!.dataSync()], [1, 2, 3])
  assert.equal(begin['pool.dense.2.linear.weight']!.shape, [2, 3])
  assert.equal(freshModules(modulesOf(pool.normalize(), pool.truncate({ width: 2 })), new Map()), [])
})

test('what the model has and what a stage asks for is said of every stage that does not fit', () => {
  const model = new Map([
    ['pool.dense', dense(3, 5)],
    ['pool.layerNorm', new Map([['norm.weight', stored([3])]])],
  ])
  const said = moduleProblems(modulesOf(pool.dense({ width: 3 }), pool.layerNorm()), model, 'tiny', 'get it again')
  assert.equal(
    said.map(({ sentence }) => sentence),
    [
      'pool.dense needs linear.weight [3, 4] and linear.bias [3]; tiny has linear.weight [3, 5] and linear.bias [3]: get it again',
      'pool.layerNorm needs norm.weight [3] and norm.bias [3]; tiny has norm.weight [3]: get it again',
    ],
  )
  assert.equal(moduleProblems(modulesOf(pool.dense({ width: 3 })), new Map(), 'tiny', 'get it again'), [])
})

test('trained weights go back to their modules, under the names that their files have', () => {
  const modules = modulesOf(pool.dense({ width: 3 }), pool.normalize(), pool.dense({ width: 2, bias: false }))
  const weights = new Map(
    ['encoder.x', 'pool.dense.linear.weight', 'pool.dense.linear.bias', 'pool.dense.2.linear.weight'].map(
      (name, i) => [name, stored([i + 1])] as const,
    ),
  )
  assert.equal(
    modules
      .map(module => weightsOf(module, weights))
      .map(each => [...each].map(([name, { shape }]) => [name, shape[0]])),
    [
      [
        ['linear.weight', 2],
        ['linear.bias', 3],
      ],
      [],
      [['linear.weight', 4]],
    ],
  )
})

test.run()
