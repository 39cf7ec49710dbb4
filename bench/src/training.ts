import { type Agreement, agreement, disagreement } from './agreement.js'
import type { Measure } from './measure.js'
import type { Settings } from './settings.js'
import type { Round } from './statistics.js'
import { type Both, inTurns, withWorkers } from './turns.js'
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
  const needed = warmUpSteps + rounds * steps
  // As many epochs on both sides: the schedule of the rate depends on them.
  const epochs = Math.max(10, Math.ceil(needed / Math.ceil(sides.material.rows / 16)))
  return withWorkers(workers('train', sides, ['--epochs', String(epochs)]), async ({ ours, reference }) => {
    const pairs: Both<number[]> = { ours: [], reference: [] }
    const turn = async (worker: Worker, count: number, seen: number[]) => {
      const done = await worker.ask({ steps: count }, ['seconds', 'pairs', 'loss'])
      seen.push(done.pairs)
      return done
    }
    const losses: Round[] = []
    while (losses.length < warmUpSteps) {
      const own = await turn(ours, 1, pairs.ours)
      const theirs = await turn(reference, 1, pairs.reference)
      losses.push({ ours: own.loss, reference: theirs.loss })
    }
    const speed = (worker: Worker, seen: number[]) => async () => {
      const done = await turn(worker, steps, seen)
      return done.pairs / done.seconds
    }
    const measured = await inTurns(
      rounds,
      speed(ours, pairs.ours),
      speed(reference, pairs.reference),
      (round, number) =>
        report(
          `training ${number} of ${rounds}: ours ${round.ours.toFixed(1)}, reference ${round.reference.toFixed(1)} pairs/s`,
        ),
    )
    const agreed = agreement(losses)
    const wrong = disagreement(
      agreed,
      pairs.ours.map((count, i) => ({ ours: count, reference: pairs.reference[i]! })),
    )
    if (wrong !== undefined) throw new Error(wrong)
    return {
      speed: { what: 'training', unit: 'pairs/s', better: 'more', rounds: measured },
      memory: {
        what: 'peak memory of training',
        unit: 'MB',
        better: 'less',
        rounds: [{ ours: await megabytes(ours), reference: await megabytes(reference) }],
      },
      agreement: agreed,
      versions: { ours: ours.versions, reference: reference.versions },
    }
  })
}

const warmUpSteps = 8

const megabytes = async (worker: Worker): Promise<number> => (await worker.ask({ memory: true }, ['bytes'])).bytes / 1e6
