import { trainers } from '../contestants.js'
import type { Row } from '../row.js'
import { minilm } from '../tasks.js'
import { inTurns, mapped, withWorkers } from '../turns.js'
import { epochsFor, told, train, warmUpSteps } from './training.js'

/** The most memory that the process of a training run held at once, libraries included, after as many steps on both sides. */
export const memory: Row = {
  name: 'memory',
  what: 'peak memory of training, all-MiniLM-L6-v2, STS Benchmark',
  unit: 'MB',
  compares: 'amounts',
  measure: async given => {
    const material = await minilm.material(given.materials)
    const steps = warmUpSteps + given.rounds * given.steps
    const epochs = epochsFor(steps, Math.ceil(material.rows / minilm.batchSize))
    const f32 = { ...minilm, precisions: ['f32'] } as const
    return withWorkers(trainers(f32, given, material, epochs), async ({ workers, unavailable }) => {
      await inTurns(
        1,
        mapped(workers, worker => () => train(worker, steps)),
      )
      const bytes = mapped(workers, worker => async () => (await worker.ask({ memory: true }, ['bytes'])).bytes / 1e6)
      const [ours = '', ...peers] = Object.keys(workers)
      return {
        ours: [ours],
        peers,
        rounds: await inTurns(1, bytes, round => given.report(`memory: ${told(round, 0)} MB`)),
        unavailable,
        versions: mapped(workers, ({ versions }) => versions),
        notes: [`memory after ${steps} steps`],
      }
    })
  },
}
