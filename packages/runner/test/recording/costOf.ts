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
import { type Group, groupsFrom } from '../../src/train/groups.js'
import { train } from '../../src/train/loop.js'
import { beginning } from '../../src/train/progress.js'
import { rowsOf } from '../../src/train/stepRows.js'
import { opened } from '../opened.js'

/** Milliseconds of a step, and of what is done beside it. */
interface Round {
  readonly step: number
  readonly recording: number
  readonly hashing: number
  readonly following: number
  readonly drawing: number
}

/** Steps alone and the same steps recorded and watched, in turns; a line for each part, medians of rounds. */
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
  for (let round = 0; round < rounds; round++) {
    const { step, events } = await alone(training, steps)
    all.push({ step, ...(await beside(pipeline, [planned, ...events])), hashing: await hashing(training, steps) })
  }
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
    told('hash of its rows', ({ hashing }) => hashing),
    told('what is known of the run', ({ following }) => following),
    told('drawing, five times a second at most', drawn),
    told('together', each => each.recording + each.hashing + each.following + drawn(each)),
  ]
}

/** A step's share of a drawing. */
const drawn = ({ drawing, step }: Round): number => drawing * Math.min(1, step / 200)

const alone = async (training: NonNullable<Computing['training']>, steps: number) => {
  const events: RunEvent[] = []
  const at: number[] = []
  const controller = new AbortController()
  const report = (event: RunEvent) => {
    events.push(event)
    at.push(performance.now())
    if (events.length === steps) controller.abort()
  }
  await train({ ...training, report, signal: controller.signal })
  return { events, step: median(at.slice(4).map((each, i) => each - at[i + 3]!)) }
}

const beside = async (
  pipeline: Pipeline,
  events: readonly RunEvent[],
): Promise<Pick<Round, 'recording' | 'following' | 'drawing'>> => {
  const path = mkdtempSync(join(tmpdir(), 'siamese-recording-'))
  const { listen, close } = await openRecording(runFolderAt(path), toJson(pipeline), stopwatch().spent)
  const block = liveBlock(screen)
  let latest: Draw = () => []
  const live = (draw: Draw) => {
    latest = draw
  }
  const follow = runProgress({ ...nowhere, live })
  const [recording, following, drawing]: [number[], number[], number[]] = [[], [], []]
  for (const event of events) {
    recording.push(await taken(() => listen(event)))
    following.push(await taken(() => follow(event)))
    block.clear()
    drawing.push(await taken(() => block.show(latest)))
  }
  block.clear()
  await close()
  rmSync(path, { recursive: true })
  return { recording: median(recording), following: median(following), drawing: median(drawing) }
}

const hashing = async ({ source, settings }: NonNullable<Computing['training']>, steps: number): Promise<number> => {
  const groups: Group[] = []
  for await (const group of groupsFrom(beginning, source, settings.accumulate)) if (groups.push(group) === steps) break
  const times: number[] = []
  for (const { turns } of groups) times.push(await taken(() => void rowsOf(turns, source)))
  return median(times)
}

const taken = async (work: () => void | Promise<void>): Promise<number> => {
  const began = performance.now()
  await work()
  return performance.now() - began
}

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
