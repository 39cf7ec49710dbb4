import type { Dropout } from '@siamese/core'
import * as tf from '@tensorflow/tfjs-core'
import type { Node } from './graph.js'
import { sizeOf } from './graph.js'
import { reshape } from './ops/shaping.js'
import type { Recorder } from './recorder.js'
import { toTensor } from './traceBackend.js'

const lanes = 65536
const sitesPerStep = 4096

export interface DropoutNodes {
  readonly dropout: Dropout
  /** How many sites were used so far. */
  readonly sites: () => number
}

/**
 * The masks of `dropoutOf`, drawn in the graph: stream step · 4096 + site under the key `seed`, 16 bits a value.
 * `step` and `firstSite` are int32 scalars.
 */
export const dropoutNodes = (write: Recorder, seed: number, step: Node, firstSite: Node): DropoutNodes => {
  let site = 0
  const whole = (x: Node, to: 'int64' | 'uint64'): Node =>
    write.op('Cast', [x], { SrcT: { type: x.dtype }, DstT: { type: to }, Truncate: { flag: false } }, x.shape, to)
  const key = whole(write.constant([seed], [1], 'int64'), 'uint64')
  const T = { T: { type: 'int64' } } as const
  const ofStep = write.op('Mul', [whole(step, 'int64'), write.constant([sitesPerStep], [], 'int64')], T, [], 'int64')
  const first = write.op('AddV2', [ofStep, whole(firstSite, 'int64')], T, [], 'int64')
  const dropout: Dropout = <X extends tf.Tensor>(x: X, rate: number): X => {
    const dropped = Math.round(rate * lanes)
    if (dropped === 0) return x
    const drawn = write.op('AddV2', [first, write.constant([site++], [], 'int64')], T, [], 'int64')
    const attributes = { T: { type: 'int64' }, N: { int: 2 }, axis: { int: 0 } } as const
    const counter = whole(
      write.op('Pack', [write.constant([0], [], 'int64'), drawn], attributes, [2], 'int64'),
      'uint64',
    )
    const kept = keep(write, x.shape, key, counter, dropped)
    const scale = write.constant([lanes / (lanes - dropped)], [], 'float32')
    const scaled = write.op('Mul', [kept, scale], { T: { type: 'float32' } }, x.shape, 'float32')
    return tf.mul(x, toTensor(scaled))
  }
  return { dropout, sites: () => site }
}

/** 1 where a lane of its own is at least `dropped`, else 0. A 64-bit number serves four values. */
const keep = (write: Recorder, shape: readonly number[], key: Node, counter: Node, dropped: number): Node => {
  const count = sizeOf(shape)
  const I = { T: { type: 'int32' } } as const
  const rounded = write.op('AddV2', [write.int(count), write.int(3)], I, [], 'int32')
  const numbers = Math.ceil(count / 4)
  const length = reshape(write, write.op('FloorDiv', [rounded, write.int(4)], I, [], 'int32'), [1])
  const drawn = write.op(
    'StatelessRandomUniformFullIntV2',
    [length, key, counter, write.int(1)],
    { dtype: { type: 'uint64' }, Tshape: { type: 'int32' } },
    [numbers],
    'uint64',
  )
  const four = write.op('Bitcast', [drawn], { T: { type: 'uint64' }, type: { type: 'uint16' } }, [numbers, 4], 'uint16')
  const U = { T: { type: 'uint16' } } as const
  const flat = write.op(
    'Reshape',
    [four, write.ints([-1])],
    { ...U, Tshape: { type: 'int32' } },
    [numbers * 4],
    'uint16',
  )
  const some = write.op(
    'Slice',
    [flat, write.ints([0]), write.ints([count])],
    { ...U, Index: { type: 'int32' } },
    [count],
    'uint16',
  )
  const at = write.op('Reshape', [some, write.ints(shape)], { ...U, Tshape: { type: 'int32' } }, shape, 'uint16')
  const limit = write.constant([dropped], [], 'uint16')
  const kept = write.op('GreaterEqual', [at, limit], U, shape, 'bool')
  return write.op(
    'Cast',
    [kept],
    { SrcT: { type: 'bool' }, DstT: { type: 'float32' }, Truncate: { flag: false } },
    shape,
    'float32',
  )
}
