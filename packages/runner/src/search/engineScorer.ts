import { type Scorer, type SimilarityName, unitRows, withEach } from '@siamese/core'
import * as tf from '@tensorflow/tfjs-core'

/** Scores that are computed together: some 64 MB. */
const together = 2 ** 24

/**
 * Cosine and dot as products of matrices on the engine that is open, in float32; distances number by number, exactly as core has them.
 * Rows are asked for from the first to the last.
 */
export const engineScorer = (similarity: SimilarityName): Scorer =>
  similarity !== 'cosine' && similarity !== 'dot'
    ? (a, b, width) => withEach(similarity, a, b, width)
    : (a, b, width) => {
        const [one, other] = similarity === 'cosine' ? [unitRows(a, width), unitRows(b, width)] : [a, b]
        const [rows, columns] = [one.length / width, other.length / width]
        const size = Math.max(1, Math.floor(together / Math.max(1, columns)))
        let block = new Float32Array()
        let begins = 0
        const compute = (from: number): Float32Array =>
          tf.tidy(() => {
            const count = Math.min(size, rows - from)
            const some = tf.tensor2d(one.subarray(from * width, (from + count) * width), [count, width])
            return tf.matMul(some, tf.tensor2d(other, [columns, width]), false, true).dataSync<'float32'>()
          }) as Float32Array<ArrayBuffer>
        return row => {
          if (columns === 0) return new Float32Array()
          if (block.length === 0 || row < begins || row >= begins + block.length / columns) {
            begins = row
            block = compute(row) as Float32Array<ArrayBuffer>
          }
          return block.subarray((row - begins) * columns, (row - begins + 1) * columns)
        }
      }
