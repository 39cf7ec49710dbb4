import { ourWorker, pythonWorker, sentenceTransformers, taskWords } from '../contestants.js'
import { disturbance, watchOthers } from '../others.js'
import type { ByName, Contestant, Row } from '../row.js'
import { median } from '../statistics.js'
import { minilm } from '../tasks.js'
import { inTurns, mapped } from '../turns.js'
import { type Command, startWorker } from '../worker.js'
import { told } from './training.js'

/**
 * Seconds from a checked pipeline to the end of its first training step, in a new process each time. The engine is loaded
 * within that time: on our side it is TensorFlow, opened by the run; on the other it is what `import` loads.
 */
export const startup: Row = {
  name: 'startup',
  what: 'start of a run to its first step done',
  unit: 's',
  compares: 'durations',
  measure: async given => {
    const material = await minilm.material(given.materials)
    const words = taskWords(minilm)
    const contestants = [
      ourWorker('startup', 'f32', given, material, words),
      pythonWorker(sentenceTransformers, 'startup', given, material, words),
    ]
    const turns = Object.fromEntries(contestants.map(({ name, command }) => [name, () => started(command)]))
    // Once each before it counts, so that the system has every file in memory.
    await inTurns(1, turns)
    const { othersShare } = watchOthers([])
    const rounds = await inTurns(given.rounds, turns, (round, number) =>
      given.report(`startup ${number} of ${given.rounds}: ${told(each(round, 'run'))} s`),
    )
    const names = (side: Contestant['side']) => contestants.filter(one => one.side === side).map(({ name }) => name)
    return {
      ours: names('ours'),
      peers: names('peer'),
      rounds: rounds.map(round => each(round, 'run')),
      unavailable: {},
      versions: {},
      notes: [
        `from the start of the process: ${wholeProcess(rounds.map(round => each(round, 'seconds')))} s`,
        ...disturbance(othersShare()),
      ],
    }
  },
}

interface Started {
  readonly run: number
  readonly seconds: number
}

const started = async (command: Command): Promise<Started> => {
  const since = String(Date.now() / 1000)
  const worker = await startWorker({ ...command, words: [...command.words, '--since', since] })
  if ('unavailable' in worker) throw new Error(`${command.who}: ${worker.unavailable}`)
  try {
    return await worker.ask({ startup: 1 }, ['seconds', 'run'])
  } finally {
    await worker.end()
  }
}

const each = (round: ByName<Started>, what: keyof Started): ByName<number> => mapped(round, started => started[what])

const wholeProcess = (rounds: readonly ByName<number>[]): string =>
  told(mapped(rounds[0] ?? {}, (_, name) => median(rounds.map(round => round[name]!))))
