import { disturbance, watchOthers } from './others.js'
import type { ByName, Contestant } from './row.js'
import { startWorker, type Worker } from './worker.js'

/** One after the other, round after round: what disturbs the machine for a while disturbs all. */
export const inTurns = async <A>(
  count: number,
  turns: ByName<() => Promise<A>>,
  report: (round: ByName<A>, number: number) => void = () => {},
): Promise<readonly ByName<A>[]> => {
  const rounds: ByName<A>[] = []
  while (rounds.length < count) {
    const round: Record<string, A> = {}
    for (const [name, turn] of Object.entries(turns)) round[name] = await turn()
    rounds.push(round)
    report(round, rounds.length)
  }
  return rounds
}

export interface Present {
  readonly workers: ByName<Worker>
  /** Why a contestant is not among them. */
  readonly unavailable: ByName<string>
  /** Whether others disturbed the measuring so far, as a sentence. */
  readonly disturbed: () => readonly string[]
}

/** The workers of all contestants, started one after the other and ended whatever happens. */
export const withWorkers = async <A>(
  contestants: readonly Contestant[],
  use: (present: Present) => Promise<A>,
): Promise<A> => {
  const workers: Record<string, Worker> = {}
  const unavailable: Record<string, string> = {}
  try {
    for (const { name, command } of contestants) {
      const started = await startWorker(command)
      if ('unavailable' in started) unavailable[name] = started.unavailable
      else workers[name] = started
    }
    const { othersShare } = watchOthers(Object.values(workers).map(({ process }) => process))
    return await use({ workers, unavailable, disturbed: () => disturbance(othersShare()) })
  } finally {
    for (const worker of Object.values(workers)) await worker.end()
  }
}

export const mapped = <A, B>(values: ByName<A>, change: (value: A, name: string) => B): ByName<B> =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, change(value, name)]))
