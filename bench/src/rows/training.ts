import { type Agreement, agreement, disagreement, type Turn } from '../agreement.js'
import type { Both } from '../both.js'
import { sentenceTransformers, trainers } from '../contestants.js'
import type { ByName, Row } from '../row.js'
import type { Task } from '../tasks.js'
import { inTurns, mapped, withWorkers } from '../turns.js'
import type { Worker } from '../worker.js'

/** Steps of one run on each side; the first of them, one by one, warm up and show that both see the same rows. */
export const training = (name: string, task: Task): Row => ({
  name,
  what: task.what,
  unit: `${task.rows}/s`,
  compares: 'speeds',
  measure: async given => {
    const { rounds, steps, report } = given
    const material = await task.material(given.materials)
    const epochs = epochsFor(rounds * steps, Math.ceil(material.rows / task.batchSize))
    return withWorkers(trainers(task, given, material, epochs), async ({ workers, unavailable, disturbed }) => {
      const turns = (count: number) => mapped(workers, worker => () => train(worker, count))
      const first = await inTurns(warmUpSteps, turns(1))
      const counted = await inTurns(rounds, turns(steps), (round, number) =>
        report(`${name} ${number} of ${rounds}: ${told(mapped(round, speed))} ${task.rows}/s`),
      )
      const ours = Object.keys(workers).filter(each => each !== sentenceTransformers)
      return {
        ours,
        peers: [sentenceTransformers],
        rounds: counted.map(round => mapped(round, speed)),
        unavailable,
        versions: mapped(workers, ({ versions }) => versions),
        notes: [...ours.map(each => sameRows(each, first, [...first, ...counted])), ...disturbed()],
      }
    })
  },
})

export const warmUpSteps = 8

/** As many epochs on both sides: the schedule of the rate depends on them. */
export const epochsFor = (steps: number, stepsPerEpoch: number): number =>
  Math.max(10, Math.ceil((warmUpSteps + steps) / stepsPerEpoch))

export interface Done extends Turn {
  readonly seconds: number
}
export const train = (worker: Worker, steps: number): Promise<Done> =>
  worker.ask({ steps }, ['seconds', 'pairs', 'loss'])

const speed = ({ pairs, seconds }: Done): number => pairs / seconds

export const told = (round: ByName<number>, digits = 1): string =>
  Object.entries(round)
    .map(([name, value]) => `${name} ${value.toFixed(digits)}`)
    .join(', ')

/** Fails where the two sides do not do the same work. */
const sameRows = (name: string, first: readonly ByName<Done>[], all: readonly ByName<Done>[]): string => {
  const both = (rounds: readonly ByName<Done>[]): readonly Both<Turn>[] =>
    rounds.map(round => ({ ours: round[name]!, reference: round[sentenceTransformers]! }))
  const agreed = agreement(both(first), both(all))
  const wrong = disagreement(agreed, both(all))
  if (wrong !== undefined) throw new Error(`${name}: ${wrong}`)
  return agreementText(name, agreed)
}

const agreementText = (name: string, { steps, difference, overall }: Agreement): string =>
  `${name} and the reference train on the same rows: losses of ${steps} steps differ by ${percent(difference)} one by one, all by ${percent(overall)} in the mean (dropout)`

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`
