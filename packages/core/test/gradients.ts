import { createRequire } from 'node:module'

createRequire(import.meta.url)('@tensorflow/tfjs-core/dist/register_all_gradients.js')
