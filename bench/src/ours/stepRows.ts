import { randperm } from '@siamese/core'
import { seed } from './trainingPipeline.js'

/** The rows of each step of a run, epoch after epoch, in the order that training takes them. */
export function* stepRows(rows: number, batchSize: number): Generator<readonly number[], never> {
  for (let epoch = 0; ; epoch++) {
    const order = Array.from(randperm(rows, seed + epoch))
    for (let from = 0; from < rows; from += batchSize) yield order.slice(from, from + batchSize)
  }
}
