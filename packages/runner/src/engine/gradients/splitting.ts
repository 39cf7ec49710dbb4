import * as tf from '@tensorflow/tfjs-core'

/** Parts go together again. tfjs's fails where there is one part, which is all of it. */
const split: tf.GradConfig = {
  kernelName: 'SplitV',
  gradFunc: (dy, _, attributes) => {
    const { axis } = attributes as unknown as { readonly axis: number }
    return { x: () => tf.concat([dy].flat(), axis) }
  },
}

export const splitting: readonly tf.GradConfig[] = [split]
