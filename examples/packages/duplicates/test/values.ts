import '@tensorflow/tfjs-backend-cpu'
import { definition, type Stage, settingsOf } from '@siamese/core'
import * as tf from '@tensorflow/tfjs-core'

tf.env().set('IS_TEST', true) // says nothing about faster engines
await tf.setBackend('cpu')

/** What a stage's function makes of tensors, with the settings of the stage; no engine and no model are needed. */
export const applied = (stage: Stage, ...inputs: readonly unknown[]): readonly number[] => {
  const { does } = stage[definition]
  if (!('apply' in does)) throw new Error(`${stage.stage} has no function on tensors`)
  const apply = does.apply as (...all: readonly unknown[]) => tf.Tensor
  const [first, ...rest] = inputs
  return tf.tidy(() => Array.from(apply(first, settingsOf(stage), ...rest).dataSync()))
}
