import { createRequire } from 'node:module'
import * as tf from '@tensorflow/tfjs-core'
import { ourGradients } from './gradients/ours.js'

/**
 * Makes tfjs-core's operations differentiable. Its build for Node holds no gradients; tfjs-layers registers all of them
 * when it is loaded, and needs nothing else of tfjs. Ours come after, in the place of some.
 */
export const registerGradients = (): void => {
  if (!tf.getGradient('Sum')) loadGradients()
  for (const gradient of ourGradients)
    if (tf.getGradient(gradient.kernelName) !== gradient) tf.registerGradient(gradient)
}

const loadGradients = (): void => {
  const require = createRequire(import.meta.url)
  try {
    require(layers)
  } catch {
    // Where only tfjs-node was installed, it brought the package along.
    requireAlong(require, ['@tensorflow/tfjs-node/package.json', '@tensorflow/tfjs', layers])
  }
}

const layers = '@tensorflow/tfjs-layers'

const requireAlong = (require: NodeJS.Require, [name, ...rest]: readonly string[]): void => {
  if (rest.length === 0) require(name!)
  else requireAlong(createRequire(require.resolve(name!)), rest)
}
