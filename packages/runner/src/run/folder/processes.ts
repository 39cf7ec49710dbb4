import * as t from 'io-ts'
import { count } from '../../sources/modelFiles/readJson.js'
import { together } from '../estimate/estimate.js'
import type { ProcessSpent } from '../stopwatch.js'
import { type JsonLines, readLines } from './jsonLines.js'

/** A process that worked on a run. */
export interface RunProcess extends ProcessSpent {
  readonly process: number
  /** In ISO 8601. */
  readonly began: string
  /** The step that it went on behind. */
  readonly after: number
}

const seconds = t.type({
  start: t.number,
  training: t.number,
  evaluation: t.number,
  saving: t.number,
  together: t.number,
})
export const processSpent = t.type({ seconds, memory: t.number })
export const runProcess = t.intersection([t.type({ process: count, began: t.string, after: count }), processSpent])

const line = t.intersection([
  t.type({ at: t.string, event: t.string }),
  t.partial({ process: count, step: count, spent: processSpent }),
])
/** What happened, and when: of its lines only what processes spent is read again. */
export const logFile: JsonLines<t.TypeOf<typeof line>> = { name: 'log.jsonl', codec: line }

/** The processes that worked on a run, in order. Of one that was killed, its last line tells what it had spent. */
export const processesOf = async (folder: string): Promise<readonly RunProcess[]> => {
  const { lines } = await readLines(logFile, folder)
  const found: RunProcess[] = []
  for (const { at, event, process, step, spent } of lines) {
    const last = found.at(-1)
    if (event === 'started') found.push({ process: process ?? 0, began: at, after: 0, ...nothing })
    else if (last !== undefined && event === 'resumed') found[found.length - 1] = { ...last, after: step ?? 0 }
    else if (last !== undefined && spent !== undefined) found[found.length - 1] = { ...last, ...spent }
  }
  return found
}

const nothing: ProcessSpent = { seconds: together({ start: 0, training: 0, evaluation: 0, saving: 0 }), memory: 0 }

/** What all of them spent: the seconds of each, one after the other, and the most memory of any. */
export const spentTogether = (processes: readonly ProcessSpent[]): ProcessSpent => {
  const sum = (of: 'start' | 'training' | 'evaluation' | 'saving') =>
    processes.reduce((all, each) => all + each.seconds[of], 0)
  return {
    seconds: together({
      start: sum('start'),
      training: sum('training'),
      evaluation: sum('evaluation'),
      saving: sum('saving'),
    }),
    memory: Math.max(0, ...processes.map(({ memory }) => memory)),
  }
}
