import * as tf from '@tensorflow/tfjs-core'

/** Steps and truths do not change where numbers change a little: their slope is 0. tfjs has none for most of them. */
const flatIn = (kernelName: string, names: readonly string[]): tf.GradConfig => ({
  kernelName,
  inputsToSave: [...names],
  gradFunc: (_, saved) => Object.fromEntries(names.map((name, i) => [name, () => tf.zeros(saved[i]!.shape)])),
})

const ofTwo = [
  'BitwiseAnd',
  'Equal',
  'FloorDiv',
  'Greater',
  'GreaterEqual',
  'Less',
  'LessEqual',
  'LogicalAnd',
  'LogicalOr',
  'NotEqual',
]

/** The derivative of |x| is the sign of x; tfjs's is −1 at 0. */
const absolute: tf.GradConfig = {
  kernelName: 'Abs',
  inputsToSave: ['x'],
  gradFunc: (dy, [x]) => ({ x: () => tf.mul(dy as tf.Tensor, tf.sign(tf.cast(x!, 'float32'))) }),
}

export const flat: readonly tf.GradConfig[] = [
  ...ofTwo.map(name => flatIn(name, ['a', 'b'])),
  ...['All', 'Any', 'LogicalNot'].map(name => flatIn(name, ['x'])),
  flatIn('SearchSorted', ['sortedSequence', 'values']),
  absolute,
]
