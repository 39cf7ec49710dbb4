import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Pipeline, toJson } from '@siamese/core'
import { type Draw, liveBlock, type Screen } from '../../src/cli/live/liveBlock.js'
import { coloured } from '../../src/cli/paint.js'
import { runProgress } from '../../src/cli/progress.js'
import type { Terminal } from '../../src/cli/terminal.js'
import { planOf } from '../../src/plan.js'
import { openRecording } from '../../src/run/folder/recording.js'
import { type Computing, openComputing } from '../../src/run/openComputing.js'
import { openPlan } from '../../src/run/openPlan.js'
import type { RunEvent } from '../../src/run/runEvent.js'
import { runFolderAt } from '../../src/run/runFolder.js'
import { runPlanOf } from '../../src/run/runPlan.js'
import { stopwatch } from '../../src/run/stopwatch.js'
import { train } from '../../src/train/loop.js'
import { opened } from '../opened.js'

/** Milliseconds of a step, and of what is done beside it. */
interface Round {
  readonly step: number
  readonly recording: number
  readonly following: number
  readonly drawing: number
}

/** A line for each part, medians of rounds. */
export const costOf = async (
  pipeline: Pipeline,
  base: string,
  steps: number,
  rounds: number,
): Promise<readonly string[]> => {
  const plan = await openPlan(opened(planOf(pipeline)), { base })()
  const open = opened(plan)
  const computing = opened(await openComputing(open, {}))
  const training = computing.training!
  const planned: RunEvent = { event: 'planned', plan: runPlanOf(pipeline, open, computing, {}) }
  const all: Round[] = []
  for (let round = 0; round < rounds; round++) all.push(await oneRound(pipeline, training, planned, steps))
  computing.close()
  await open.close()
  const told = (name: string, of: (round: Round) => number): string => {
    const [times, shares] = [all.map(of), all.map(each => (100 * of(each)) / each.step)]
    const range = `${Math.min(...shares).toFixed(2)} to ${Math.max(...shares).toFixed(2)}`
    return `  ${name.padEnd(34)}${median(times).toFixed(3).padStart(9)} ms${median(shares).toFixed(2).padStart(8)} % (${range})`
  }
  return [
    told('a step', ({ step }) => step),
    told('lines, events and trace', ({ recording }) => recording),
    told('what is known of the run', ({ following }) => following),
    told('drawing', ({ drawing }) => drawing),
    told('together', ({ recording, following, drawing }) => recording + following + drawing),
  ]
}

/** A training that is recorded and watched as a run is, each part timed where it happens: between two steps, with the engine's work in the caches. */
const oneRound = async (
  pipeline: Pipeline,
  training: NonNullable<Computing['training']>,
  planned: RunEvent,
  steps: number,
): Promise<Round> => {
  const path = mkdtempSync(join(tmpdir(), 'siamese-recording-'))
  const { listen, flush } = await openRecording(runFolderAt(path), toJson(pipeline), stopwatch().spent)
  const block = liveBlock(screen)
  const spent = { recording: 0, following: 0, drawing: 0 }
  let done = 0
  const timed = async (part: keyof typeof spent, work: () => unknown) => {
    const from = performance.now()
    await work()
    if (done > warmUp) spent[part] += performance.now() - from
  }
  let latest: Draw = () => []
  const live = (draw: Draw) => {
    latest = draw
  }
  const follow = runProgress({ ...nowhere, live })
  await follow(planned)
  let [began, ended] = [0, 0]
  const controller = new AbortController()
  const report = async (event: RunEvent) => {
    if (event.event === 'step') done++
    await timed('recording', () => listen(event))
    await timed('following', () => follow(event))
    await timed('drawing', () => block.show(latest))
    if (done === warmUp) began = performance.now()
    ended = performance.now()
    if (done === warmUp + steps) controller.abort()
  }
  await train({ ...training, report, signal: controller.signal })
  block.clear()
  flush()
  rmSync(path, { recursive: true })
  const { recording, following, drawing } = spent
  const each = (together: number): number => together / (done - warmUp)
  return { step: each(ended - began), recording: each(recording), following: each(following), drawing: each(drawing) }
}
/** Steps that compile. */
const warmUp = 4

const median = (numbers: readonly number[]): number =>
  numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)]!

const nothing = (): void => {}
const screen = {
  columns: 200,
  rows: 50,
  isTTY: true,
  write: () => true,
  on: nothing,
  off: nothing,
} as unknown as Screen
const printing = { width: 200, paint: coloured }
const nowhere: Terminal = {
  ...{ isLive: true, out: nothing, err: nothing, note: nothing, live: nothing, clear: nothing },
  ...printing,
  errors: printing,
}
