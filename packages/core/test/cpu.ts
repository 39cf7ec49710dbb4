import '@tensorflow/tfjs-backend-cpu'
import * as tf from '@tensorflow/tfjs-core'
import './gradients.js'

/** Tensors in plain JavaScript: tests of functions over tensors need no engine. */
tf.env().set('IS_TEST', true) // says nothing about faster engines, which it would at its first tensor
await tf.setBackend('cpu')
tf.scalar(0).dispose()
tf.env().set('IS_TEST', false) // what a custom gradient keeps would be taken for a leak
