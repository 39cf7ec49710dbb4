import * as tf from '@tensorflow/tfjs-core'

/** tfjs-core, loaded when it is first used. */
export { tf }
