import { type Agreement, agreement, disagreement } from './agreement.js'
import type { Both } from './both.js'
import type { Measure } from './measure.js'
import type { Numbers } from './protocol.js'
import type { Settings } from './settings.js'
import { inTurns, withWorkers } from './turns.js'
import type { Worker } from './worker.js'
import { type Sides, workers } from './workers.js'

export interface Trained {
  readonly speed: Measure
  readonly memory: Measure
  readonly agreement: Agreement
  readonly versions: Both<Worker['versions']>
}

/** Steps of one run on each side; the first of them, one by one, warm up and show that both see the same rows. */
export const measureTraining = (
  sides: Sides,
  { rounds, steps }: Pick<Settings, 'rounds' | 'steps'>,
  report: (line: string) => void,
): Promise<Trained> => {
  // As many epochs on both sides: the schedule of the rate depends on them.
  const epochs = Math.max(10, Math.ceil((warmUpSteps + rounds * steps) / Math.ceil(sides.material.rows / 16)))
  return withWorkers(workers('train', sides, ['--epochs', String(epochs)]), async both => {
    const first = await inTurns(warmUpSteps, train(both.ours, 1), train(both.reference, 1), () => {})
    const counted = await inTurns(rounds, train(both.ours, steps), train(both.reference, steps), (round, number) => {
      const { ours, reference } = speeds(round)
      report(`training ${number} of ${rounds}: ours ${ours.toFixed(1)}, reference ${reference.toFixed(1)} pairs/s`)
    })
    const all = [...first, ...counted]
    const agreed = agreement(first, all)
    const wrong = disagreement(agreed, all)
    if (wrong !== undefined) throw new Error(wrong)
    const memory = { ours: await megabytes(both.ours), reference: await megabytes(both.reference) }
    return {
      speed: { what: 'training', unit: 'pairs/s', better: 'more', rounds: counted.map(speeds) },
      memory: { what: 'peak memory of training', unit: 'MB', better: 'less', rounds: [memory] },
      agreement: agreed,
      versions: { ours: both.ours.versions, reference: both.reference.versions },
    }
  })
}

const warmUpSteps = 8

const train = (worker: Worker, steps: number) => () => worker.ask({ steps }, ['seconds', 'pairs', 'loss'])

type Done = Numbers<'seconds' | 'pairs'>
const speeds = ({ ours, reference }: Both<Done>): Both<number> => ({ ours: speed(ours), reference: speed(reference) })
const speed = ({ pairs, seconds }: Done): number => pairs / seconds

const megabytes = async (worker: Worker): Promise<number> => (await worker.ask({ memory: true }, ['bytes'])).bytes / 1e6
