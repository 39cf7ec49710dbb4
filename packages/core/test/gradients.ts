import { createRequire } from 'node:module'

createRequire(import.meta.url)('@tensorflow/tfjs-layers') // it registers the gradients that tfjs-core's build for Node has not
