import { ourWorker, taskWords } from '../contestants.js'
import type { ByName, Row } from '../row.js'
import { minilm } from '../tasks.js'
import { inTurns, withWorkers } from '../turns.js'
import { epochsFor, told, train, warmUpSteps } from './training.js'

/**
 * How much of the speed of its matrix products a training step reaches: the operations of the products of a step over the
 * time of the whole step (tokenising, optimizer and all), beside the speed of products of the same shapes by themselves.
 * `ours/products.ts` says what is counted.
 */
export const products: Row = {
  name: 'products',
  what: `products of a step over its time, beside the products alone: ${minilm.what}`,
  unit: 'GFLOP/s',
  compares: 'amounts',
  measure: async given => {
    const { rounds, steps, report } = given
    const material = await minilm.material(given.materials)
    const epochs = epochsFor(rounds * steps, Math.ceil(material.rows / minilm.batchSize))
    const words = taskWords(minilm)
    const step = ourWorker('train', 'f32', given, material, [...words, '--epochs', String(epochs)])
    const alone = { ...ourWorker('products', 'f32', given, material, words), name: 'the same products alone' }
    return withWorkers([step, alone], async ({ workers, unavailable, disturbed }) => {
      const trained = workers[step.name]!
      const multiplied = workers[alone.name]!
      const round = async (steps: number): Promise<ByName<number>> => {
        const { seconds } = await train(trained, steps)
        const done = await multiplied.ask({ steps }, ['seconds', 'operations', 'operationsOfSteps'])
        return {
          [step.name]: done.operationsOfSteps / seconds / 1e9,
          [alone.name]: done.operations / done.seconds / 1e9,
        }
      }
      await round(warmUpSteps)
      const done = await inTurns(rounds, { both: () => round(steps) }, ({ both }, number) =>
        report(`products ${number} of ${rounds}: ${told(both!)} GFLOP/s`),
      )
      return {
        ours: [step.name],
        peers: [alone.name],
        rounds: done.map(({ both }) => both!),
        unavailable,
        versions: {},
        notes: disturbed(),
      }
    })
  },
}
