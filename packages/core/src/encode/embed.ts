import { tf } from '../../tensors.cjs'

/**
 * Rows of a table [rows, width] by id: [n] → [n, width]. The gradient adds up rows that occur several times.
 * It is a scatter, because the gradient that tfjs has for a gather needs an operation that the wasm engine lacks.
 */
export const embed = (table: tf.Tensor, ids: tf.Tensor1D): tf.Tensor2D =>
  tf.customGrad((table, save) => {
    const rows = table as tf.Tensor2D
    ;(save as tf.GradSaveFunc)([ids])
    return {
      value: tf.gather(rows, ids),
      gradFunc: (dy: tf.Tensor, [saved]: tf.Tensor[]) => tf.scatterND(tf.expandDims(saved!, 1), dy, rows.shape),
    }
  })(table) as tf.Tensor2D
