import type { Measure } from './measure.js'
import type { Settings } from './settings.js'
import { inTurns, withWorkers } from './turns.js'
import type { Worker } from './worker.js'
import { type Sides, workers } from './workers.js'

/** The same sentences through `encode` of both sides, in batches of 32; the first turn warms up. */
export const measureEncoding = (
  sides: Sides,
  { rounds, sentences }: Pick<Settings, 'rounds' | 'sentences'>,
  report: (line: string) => void,
): Promise<Measure> =>
  withWorkers(workers('encode', sides, ['--batch-size', '32']), async ({ ours, reference }) => {
    const turn = (worker: Worker) => async () => {
      const done = await worker.ask({ sentences }, ['seconds', 'sentences'])
      if (done.sentences !== sentences)
        throw new Error(`${worker.who} encoded ${done.sentences} sentences where ${sentences} were asked for`)
      return sentences / done.seconds
    }
    await turn(ours)()
    await turn(reference)()
    const measured = await inTurns(rounds, turn(ours), turn(reference), (round, number) =>
      report(
        `encoding ${number} of ${rounds}: ours ${round.ours.toFixed(0)}, reference ${round.reference.toFixed(0)} sentences/s`,
      ),
    )
    return { what: 'encoding', unit: 'sentences/s', better: 'more', rounds: measured }
  })
