import type { Material } from './material.js'
import type { Precision } from './ours/given.js'
import { ours, reference } from './places.js'
import type { Contestant, Given } from './row.js'
import type { Task } from './tasks.js'

type Sides = Pick<Given, 'python' | 'threads'>

export const sentenceTransformers = 'sentence-transformers'

/** One of our workers: `train`, `encode`, `startup` or `products`. */
export const ourWorker = (
  worker: string,
  precision: Precision,
  { threads }: Sides,
  { file }: Material,
  words: readonly string[],
): Contestant => {
  const name = `ours ${precision}`
  const rest = ['--material', file, '--threads', String(threads), '--precision', precision, ...words]
  const command = { who: `${name}, ${worker}`, program: process.execPath, words: [ours(`${worker}.js`), ...rest] }
  return { name, side: 'ours', command }
}

/** A worker in bench/reference. */
export const pythonWorker = (
  name: string,
  worker: string,
  { python, threads }: Sides,
  { modelFolder, dataFolder }: Pick<Material, 'modelFolder' | 'dataFolder'>,
  words: readonly string[],
): Contestant => {
  const rest = ['--model', modelFolder, '--data', dataFolder, '--threads', String(threads), ...words]
  return {
    name,
    side: 'peer',
    command: { who: `${name}, ${worker}`, program: python, words: [reference(`${worker}.py`), ...rest] },
  }
}

/** What both sides are told of a task. */
export const taskWords = ({ rows, batchSize, maxLength }: Task): readonly string[] => [
  ...['--rows', rows, '--batch-size', String(batchSize), '--max-length', String(maxLength)],
]

/** Ours in each precision beside the trainer of sentence-transformers in float32. */
export const trainers = (task: Task, given: Given, material: Material, epochs: number): readonly Contestant[] => {
  const words = [...taskWords(task), '--epochs', String(epochs)]
  return [
    ...task.precisions.map(precision => ourWorker('train', precision, given, material, words)),
    pythonWorker(sentenceTransformers, 'train', given, material, words),
  ]
}
