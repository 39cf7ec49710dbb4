import type { Both } from './both.js'
import { type Command, startWorker, type Worker } from './worker.js'

/** Ours, the reference, ours, the reference …: what disturbs the machine for a while disturbs both. */
export const inTurns = async <A>(
  count: number,
  ours: () => Promise<A>,
  reference: () => Promise<A>,
  report: (round: Both<A>, number: number) => void,
): Promise<readonly Both<A>[]> => {
  const rounds: Both<A>[] = []
  while (rounds.length < count) {
    const round = { ours: await ours(), reference: await reference() }
    rounds.push(round)
    report(round, rounds.length)
  }
  return rounds
}

/** Two workers, started one after the other and ended whatever happens. */
export const withWorkers = async <A>(
  commands: Both<Command>,
  use: (workers: Both<Worker>) => Promise<A>,
): Promise<A> => {
  const ours = await startWorker(commands.ours)
  try {
    const reference = await startWorker(commands.reference)
    try {
      return await use({ ours, reference })
    } finally {
      await reference.end()
    }
  } finally {
    await ours.end()
  }
}
