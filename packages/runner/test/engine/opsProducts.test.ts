import * as tf from '@tensorflow/tfjs-core'
import { test } from 'uvu'
import { checkRows, floats, none, type Row, smooth } from './opsRows.js'

// Products of matrices, and windows that slide.

const wave = (shape: readonly number[], phase = 0) =>
  floats(
    Array.from({ length: shape.reduce((a, b) => a * b, 1) }, (_, i) => Math.sin((i + phase) * 12.9898)),
    shape,
  )
type Four = tf.Tensor4D
type Three = tf.Tensor3D

const products: readonly Row[] = [
  smooth('a product', (a, b) => tf.matMul(a, b), wave([2, 3]), wave([3, 4], 7)),
  smooth('a product, first transposed', (a, b) => tf.matMul(a, b, true), wave([3, 2]), wave([3, 4], 7)),
  smooth('a product, second transposed', (a, b) => tf.matMul(a, b, false, true), wave([2, 3]), wave([4, 3], 7)),
  smooth('a product, both transposed', (a, b) => tf.matMul(a, b, true, true), wave([3, 2]), wave([4, 3], 7)),
  smooth('a batch', (a, b) => tf.matMul(a, b), wave([2, 2, 3]), wave([2, 3, 2], 7)),
  smooth('a batch, both transposed', (a, b) => tf.matMul(a, b, true, true), wave([2, 3, 2]), wave([2, 2, 3], 7)),
  smooth('a batch of one', (a, b) => tf.matMul(a, b), wave([1, 2, 3]), wave([1, 3, 2], 7)),
  smooth('a batch and one matrix', (a, b) => tf.matMul(a, b), wave([2, 2, 3]), wave([3, 2], 7)),
  smooth('a batch and one transposed matrix', (a, b) => tf.matMul(a, b, false, true), wave([2, 2, 3]), wave([2, 3], 7)),
  smooth('a transposed batch and one matrix', (a, b) => tf.matMul(a, b, true), wave([2, 3, 2]), wave([3, 2], 7)),
  smooth('one matrix and a batch', (a, b) => tf.matMul(a, b), wave([2, 3]), wave([2, 3, 2], 7)),
  smooth('a batch and a batch of one', (a, b) => tf.matMul(a, b), wave([2, 2, 2, 3]), wave([2, 1, 3, 2], 7)),
  smooth('dot', (a, b) => tf.dot(a, b), wave([3]), wave([3], 7)),
  smooth('outer product', (a, b) => tf.outerProduct(a as tf.Tensor1D, b as tf.Tensor1D), wave([2]), wave([3], 7)),
  smooth('fused, linear', (a, b, bias) => tf.fused.matMul({ a, b, bias }), wave([2, 3]), wave([3, 2], 7), wave([2], 9)),
  none(
    'fused, leaky',
    (a, b, bias) => tf.fused.matMul({ a, b, bias, activation: 'leakyrelu', leakyreluAlpha: 0.3 }),
    wave([2, 3]),
    wave([3, 2], 7),
    wave([2], 9),
  ),
  smooth('fused, relu', (a, b) => tf.fused.matMul({ a, b, activation: 'relu' }), wave([2, 3]), wave([3, 2], 7)),
  smooth('Einsum as a product', (a, b) => tf.einsum('ij,jk->ik', a, b), wave([2, 3]), wave([3, 2], 7)),
  smooth('Einsum of batches', (a, b) => tf.einsum('bij,bkj->bik', a, b), wave([2, 2, 3]), wave([2, 2, 3], 7)),
  smooth('Einsum that sums a letter alone', (a, b) => tf.einsum('ijm,jk->ik', a, b), wave([2, 3, 2]), wave([3, 2], 7)),
  smooth('Einsum of one', a => tf.einsum('ijk->ki', a), wave([2, 3, 2])),
  smooth('Einsum to a number', (a, b) => tf.einsum('ij,ij->', a, b), wave([2, 3]), wave([2, 3], 7)),
]

const [kernel, batch] = [wave([3, 2, 2], 5), wave([2, 5, 2])]
const picture = wave([1, 4, 4, 2])
const slid: readonly Row[] = [
  smooth('conv1d, valid', (x, f) => tf.conv1d(x as Three, f as Three, 1, 'valid'), batch, kernel),
  smooth('conv1d, same, by two', (x, f) => tf.conv1d(x as Three, f as Three, 2, 'same'), batch, kernel),
  none('conv1d, dilated', (x, f) => tf.conv1d(x as Three, f as Three, 1, 'valid', 'NWC', 2), batch, kernel),
  smooth('Conv2D', (x, f) => tf.conv2d(x as Four, f as Four, [1, 2], 'same'), picture, wave([2, 2, 2, 3], 5)),
  smooth(
    'Conv2D transposed',
    (x, f) => tf.conv2dTranspose(x as Four, f as Four, [1, 7, 7, 3], 2, 'valid'),
    wave([1, 3, 3, 2]),
    wave([3, 3, 3, 2], 5),
  ),
  smooth(
    'Conv2D, depthwise',
    (x, f) => tf.depthwiseConv2d(x as Four, f as Four, 1, 'valid'),
    picture,
    wave([2, 2, 2, 1], 5),
  ),
  smooth(
    'Conv2D, separable',
    (x, f, g) => tf.separableConv2d(x as Four, f as Four, g as Four, 1, 'same'),
    picture,
    wave([2, 2, 2, 1], 5),
    wave([1, 1, 2, 2], 3),
  ),
  none(
    'Conv2D, fused',
    (x, filter, bias) =>
      tf.fused.conv2d({ x: x as Four, filter: filter as Four, strides: 1, pad: 'same', bias, activation: 'elu' }),
    picture,
    wave([2, 2, 2, 3], 5),
    wave([3], 2),
  ),
  none(
    'Conv2D, depthwise, fused',
    (x, filter) =>
      tf.fused.depthwiseConv2d({ x: x as Four, filter: filter as Four, strides: 1, pad: 'same', activation: 'relu6' }),
    picture,
    wave([2, 2, 2, 1], 5),
  ),
  smooth('MaxPool', x => tf.maxPool(x as Four, 2, 2, 'valid'), picture),
  smooth('MaxPool, same', x => tf.maxPool(x as Four, [1, 3], [1, 2], 'same'), picture),
  smooth('AvgPool', x => tf.avgPool(x as Four, 2, 1, 'valid'), picture),
  smooth('AvgPool, same', x => tf.avgPool(x as Four, [3, 1], 2, 'same'), picture),
  smooth('pool, dilated', x => tf.pool(x as Four, 2, 'max', 'valid', 2, 1), picture),
]

const positive = floats([0.5, 1.5, 2, 1], [4])
const normalised: readonly Row[] = [
  smooth(
    'FusedBatchNorm',
    (x, mean, variance, offset, scale) =>
      tf.batchNorm(
        x as tf.Tensor2D,
        mean as tf.Tensor1D,
        variance as tf.Tensor1D,
        offset as tf.Tensor1D,
        scale as tf.Tensor1D,
      ),
    wave([3, 4]),
    wave([4], 3),
    positive,
    wave([4], 5),
    wave([4], 8),
  ),
  none(
    'FusedBatchNorm without scale and offset',
    (x, mean, variance) => tf.batchNorm(x as tf.Tensor2D, mean as tf.Tensor1D, variance as tf.Tensor1D),
    wave([3, 4]),
    wave([4], 3),
    positive,
  ),
]

// There is no kernel for the first half; those of the others are wrong.
const notOnWasm = [
  ...[...products, ...slid].map(({ name }) => name).filter(name => /^(?:Einsum|Conv2D|conv1d)/.test(name)),
  'a batch and a batch of one',
  'MaxPool, same',
  'AvgPool, same',
  'pool, dilated',
]
await checkRows([...products, ...slid, ...normalised], notOnWasm)
test.run()
