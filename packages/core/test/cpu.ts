import '@tensorflow/tfjs-backend-cpu'
import * as tf from '@tensorflow/tfjs-core'
import './gradients.js'

/** Tensors in plain JavaScript: tests of functions over tensors need no engine. */
tf.env().set('IS_TEST', true) // says nothing about faster engines
await tf.setBackend('cpu')
