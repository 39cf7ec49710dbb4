import { defineConcatenation, tf } from '@siamese/core'

/**
 * Several poolings over the same tokens, their vectors side by side in the order given: `pool.concatenate(pool.mean(), pool.max())`.
 * `[sentences, length, width]` to `[sentences, the sum of their widths]`; in JSON `{ "of": [{ "stage": "pool.mean" }, …] }`.
 */
export const concatenate = defineConcatenation({
  name: 'pool.concatenate',
  join: vectors => tf.concat([...vectors], 1),
})
