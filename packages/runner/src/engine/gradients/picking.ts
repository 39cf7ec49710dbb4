import * as tf from '@tensorflow/tfjs-core'
import { placesOf, putBack } from './places.js'

const product = (shape: readonly number[]): number => shape.reduce((size, side) => size * side, 1)
const noSlope = ({ shape }: tf.Tensor) => tf.zeros(shape)

/** Rows of the same number are added up. tfjs takes a batch apart row by row, and counts axes from the front alone. */
const gather: tf.GradConfig = {
  kernelName: 'GatherV2',
  inputsToSave: ['x', 'indices'],
  gradFunc: (dy, saved, attributes) => {
    const [x, indices] = saved as [tf.Tensor, tf.Tensor]
    const { axis, batchDims = 0 } = attributes as unknown as { readonly axis: number; readonly batchDims?: number }
    return {
      x: () => {
        const along = axis < 0 ? axis + x.rank : axis
        const rows = batchDims < 0 ? batchDims + indices.rank : batchDims
        return gatherSlope(dy as tf.Tensor, indices, x.shape, along, rows)
      },
      indices: () => noSlope(indices),
    }
  },
}
/** Sides of x: batch, outer, the one picked from, inner. */
const gatherSlope = (dy: tf.Tensor, indices: tf.Tensor, shape: number[], along: number, rows: number): tf.Tensor => {
  const count = shape[along]!
  const inner = shape.slice(along + 1)
  const batch = product(shape.slice(0, rows))
  const picks = indices.size / batch
  const outer = shape.slice(rows, along)
  const firsts = tf.mul(tf.range(0, batch, 1, 'int32'), tf.scalar(count, 'int32'))
  const ids =
    rows === 0
      ? (tf.reshape(indices, [-1]) as tf.Tensor1D)
      : (tf.reshape(tf.add(tf.reshape(indices, [batch, picks]), tf.expandDims(firsts, 1)), [-1]) as tf.Tensor1D)
  if (outer.length === 0) {
    const sums = tf.unsortedSegmentSum(tf.reshape(dy, [indices.size, ...inner]), ids, batch * count)
    return tf.reshape(sums, shape)
  }
  const middle = product(outer)
  const width = product(inner)
  const first = tf.transpose(tf.reshape(dy, [batch, middle, picks, width]), [0, 2, 1, 3])
  const sums = tf.unsortedSegmentSum(tf.reshape(first, [indices.size, middle * width]), ids, batch * count)
  return tf.reshape(tf.transpose(tf.reshape(sums, [batch, count, middle, width]), [0, 2, 1, 3]), shape)
}

const gatherNd: tf.GradConfig = {
  kernelName: 'GatherNd',
  inputsToSave: ['params', 'indices'],
  gradFunc: (dy, saved) => {
    const [params, indices] = saved as [tf.Tensor, tf.Tensor]
    return {
      params: () => tf.scatterND(indices, dy as tf.Tensor, params.shape as [number]),
      indices: () => noSlope(indices),
    }
  },
}

const scatterNd: tf.GradConfig = {
  kernelName: 'ScatterNd',
  inputsToSave: ['indices'],
  gradFunc: (dy, [indices]) => ({
    updates: () => tf.gatherND(dy as tf.Tensor, indices!),
    indices: () => noSlope(indices!),
  }),
}

/** What was overwritten has no slope. */
const scatterInto: tf.GradConfig = {
  kernelName: 'TensorScatterUpdate',
  inputsToSave: ['indices', 'updates'],
  gradFunc: (dy, saved) => {
    const [indices, updates] = saved as [tf.Tensor, tf.Tensor]
    return {
      tensor: () => tf.tensorScatterUpdate(dy as tf.Tensor, indices, tf.zeros(updates.shape)),
      indices: () => noSlope(indices),
      updates: () => tf.gatherND(dy as tf.Tensor, indices),
    }
  },
}

const sparseToDense: tf.GradConfig = {
  kernelName: 'SparseToDense',
  inputsToSave: ['sparseIndices', 'sparseValues'],
  gradFunc: (upstream, saved) => {
    const [indices, values] = saved as [tf.Tensor, tf.Tensor]
    const dy = upstream as tf.Tensor
    const picked = () => {
      const all = indices.rank === 2 ? indices : tf.reshape(indices, [-1, 1])
      return tf.gatherND(dy, all)
    }
    return {
      sparseIndices: () => noSlope(indices),
      sparseValues: () => (values.rank === 0 ? tf.sum(picked()) : tf.reshape(picked(), values.shape)),
      defaultValue: () => tf.sub(tf.sum(dy), tf.sum(picked())),
    }
  },
}

const bincount: tf.GradConfig = {
  kernelName: 'Bincount',
  inputsToSave: ['x', 'weights'],
  gradFunc: (dy, saved) => {
    const [x, weights] = saved as [tf.Tensor1D, tf.Tensor]
    return { x: () => noSlope(x), weights: () => tf.reshape(tf.gather(dy as tf.Tensor, x), weights.shape) }
  },
}

/** Each of the best goes back to its place. */
const topK: tf.GradConfig = {
  kernelName: 'TopK',
  inputsToSave: ['x'],
  outputsToSave: [false, true],
  gradFunc: (dys, saved) => {
    const [x, places] = saved as [tf.Tensor, tf.Tensor]
    const [dy] = dys as tf.Tensor[]
    return {
      x: () => {
        const width = x.shape.at(-1)!
        const firsts = tf.mul(tf.range(0, x.size / width, 1, 'int32'), tf.scalar(width, 'int32'))
        const all = tf.add(tf.reshape(places, [-1, places.shape.at(-1)!]), tf.expandDims(firsts, 1))
        return putBack(dy!, all, x.shape)
      },
    }
  },
}

const diagonal: tf.GradConfig = {
  kernelName: 'Diag',
  inputsToSave: ['x'],
  gradFunc: (dy, [x]) => ({
    x: () => {
      const step = tf.scalar(x!.size + 1, 'int32')
      return tf.reshape(
        tf.gather(tf.reshape(dy as tf.Tensor, [-1]), tf.mul(tf.reshape(placesOf(x!), [-1]), step)),
        x!.shape,
      )
    },
  }),
}

export const picking: readonly tf.GradConfig[] = [
  gather,
  gatherNd,
  scatterNd,
  scatterInto,
  sparseToDense,
  bincount,
  topK,
  diagonal,
]
