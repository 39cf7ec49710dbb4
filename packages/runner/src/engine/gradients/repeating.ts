import * as tf from '@tensorflow/tfjs-core'
import { placesOf, putBack } from './places.js'

/** Sums over the copies. tfjs adds slice after slice, as many as there are copies. */
const tile: tf.GradConfig = {
  kernelName: 'Tile',
  inputsToSave: ['x'],
  gradFunc: (dy, [x], attributes) => {
    const { reps } = attributes as unknown as { readonly reps: readonly number[] }
    return {
      x: () => {
        const sides: number[] = []
        const copies: number[] = []
        x!.shape.forEach((side, i) => {
          if (reps[i] !== 1) copies.push(sides.push(reps[i]!) - 1)
          sides.push(side)
        })
        return copies.length === 0 ? tf.clone(dy as tf.Tensor) : tf.sum(tf.reshape(dy as tf.Tensor, sides), copies)
      },
    }
  },
}

/** What is seen in a mirror adds to what it shows. tfjs leaves the mirror out. */
const mirrorPad: tf.GradConfig = {
  kernelName: 'MirrorPad',
  inputsToSave: ['x'],
  gradFunc: (dy, [x], attributes) => {
    const { paddings, mode } = attributes as unknown as {
      readonly paddings: [number, number][]
      readonly mode: 'reflect' | 'symmetric'
    }
    return { x: () => putBack(dy as tf.Tensor, tf.mirrorPad(placesOf(x!), paddings, mode), x!.shape) }
  },
}

interface Strided {
  readonly begin: number[]
  readonly end: number[]
  readonly strides: number[]
  readonly beginMask: number
  readonly endMask: number
  readonly ellipsisMask: number
  readonly newAxisMask: number
  readonly shrinkAxisMask: number
}
const stridedSlice: tf.GradConfig = {
  kernelName: 'StridedSlice',
  inputsToSave: ['x'],
  gradFunc: (dy, [x], attributes) => {
    const { begin, end, strides, ...masks } = attributes as unknown as Strided
    const { beginMask, endMask, ellipsisMask, newAxisMask, shrinkAxisMask } = masks
    const places = () =>
      tf.stridedSlice(placesOf(x!), begin, end, strides, beginMask, endMask, ellipsisMask, newAxisMask, shrinkAxisMask)
    return { x: () => putBack(dy as tf.Tensor, places(), x!.shape) }
  },
}

export const repeating: readonly tf.GradConfig[] = [tile, mirrorPad, stridedSlice]
