import type { Measure } from './measure.js'
import type { Settings } from './settings.js'
import { inTurns } from './turns.js'
import { type Command, startWorker } from './worker.js'
import { type Sides, workers } from './workers.js'

/** Seconds from the start of a process to the end of its first training step, in a new process each time. */
export const measureStartup = async (
  sides: Sides,
  { rounds }: Pick<Settings, 'rounds'>,
  report: (line: string) => void,
): Promise<Measure> => {
  const { ours, reference } = workers('startup', sides)
  // Once each before it counts, so that the system has every file in memory.
  await seconds(ours)
  await seconds(reference)
  const measured = await inTurns(
    rounds,
    () => seconds(ours),
    () => seconds(reference),
    (round, number) =>
      report(
        `start-up ${number} of ${rounds}: ours ${round.ours.toFixed(1)}, reference ${round.reference.toFixed(1)} seconds`,
      ),
  )
  return { what: 'start-up to the first step', unit: 's', better: 'less', rounds: measured }
}

const seconds = async (command: Command): Promise<number> => {
  const since = String(Date.now() / 1000)
  const worker = await startWorker({ ...command, words: [...command.words, '--since', since] })
  try {
    return (await worker.ask({ startup: 1 }, ['seconds'])).seconds
  } finally {
    await worker.end()
  }
}
