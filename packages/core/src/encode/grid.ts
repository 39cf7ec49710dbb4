import { tf } from '../../tensors.cjs'

/** Where the rows of a list stand in a grid that is larger, because it has padding. */
export interface Grid {
  /** int32 `[sentences, length]`: the row in each cell; how many rows there are where a cell is padding. */
  readonly rows: tf.Tensor
  /** int32 [rows]: the cell of each row, counted as they lie in memory. */
  readonly cells: tf.Tensor1D
}

/** Rows [rows, width] to cells [...cells, width], zero where there is padding. Its gradient is a gather, too, not a scatter. */
export const toGrid = (list: tf.Tensor2D, grid: Grid): tf.Tensor =>
  tf.customGrad((list, save) => {
    ;(save as tf.GradSaveFunc)([grid.cells])
    return {
      value: spread(list as tf.Tensor2D, grid.rows),
      gradFunc: (dy: tf.Tensor, [cells]: tf.Tensor[]) => collect(dy, cells as tf.Tensor1D),
    }
  })(list)

const spread = (list: tf.Tensor2D, rows: tf.Tensor): tf.Tensor =>
  tf.gather(tf.concat([list, tf.zeros([1, list.shape[1]])]), rows as tf.Tensor1D)

const collect = (filled: tf.Tensor, cells: tf.Tensor1D): tf.Tensor2D =>
  tf.gather(tf.reshape(filled, [-1, filled.shape.at(-1)!]) as tf.Tensor2D, cells)
