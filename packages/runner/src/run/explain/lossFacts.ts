import { type LossValue, lossValue } from '@siamese/core'
import * as tf from '@tensorflow/tfjs-core'
import type { Plan, Task } from '../../plan.js'
import { freshHead } from '../../train/head.js'
import type { Flowing } from './stages.js'

/** What flows out of the losses: one value a row, or one for the batch, and the parts that are told apart. A loss is asked with rows of zeros. */
export const lossFlow = ({ tasks, width, smallestBatch }: Plan): Flowing => {
  const asked = tasks.map(task => ({ task: task.task, ...factsOf(task, width, 2 * smallestBatch) }))
  const parts = asked.flatMap(({ task, parts }) => parts.map(name => (task === undefined ? name : `${task}.${name}`)))
  return {
    names: ['loss'],
    shape: asked.every(({ rank }) => rank === 0) ? [] : ['batch'],
    ...(parts.length === 0 ? {} : { parts }),
  }
}

const factsOf = (loss: Task, width: number, rows: number) => {
  try {
    return tf.tidy(() => {
      const { value, parts = {} } = ofZeros(loss, width, rows)
      return { rank: value.rank as number, parts: Object.keys(parts) }
    })
  } catch {
    return { rank: 1, parts: [] } // what is wrong with it is said where it is compiled
  }
}

const ofZeros = (loss: Task, width: number, rows: number): LossValue => {
  const zeros = ({ kind, is, draw }: Task['inputs'][number]): tf.Tensor => {
    if (kind === 'told') return tf.scalar(0)
    if (kind === 'drawn') return tf.tensor1d([...draw!(() => 0)])
    const vector = typeof is === 'object' && 'vector' in is ? is.vector : undefined
    const wide = kind === 'text' ? width : vector
    return tf.zeros(wide === undefined ? [rows] : [rows, wide])
  }
  const inputs = Object.fromEntries(loss.inputs.map(input => [input.role, zeros(input)]))
  return lossValue(loss.does, inputs, loss.settings, freshHead(loss, loss.data, width, 0))
}
