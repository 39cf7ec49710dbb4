import type { RunEvent } from '../../run/runEvent.js'
import type { PlannedTraining } from '../../run/runPlan.js'
import { chosenText } from '../../run/sweep/chosenText.js'
import { type Best, better } from '../../train/best.js'
import { type Pace, paceOf } from './pace.js'
import { type Series, series } from './series.js'

type Step = Extract<RunEvent, { event: 'step' }>

/** What is known of a run while it goes on; seconds are of the clock that its events were told with. */
export interface RunView {
  /** Which pipeline of several, the outermost first. */
  readonly among: readonly Among[]
  readonly training: PlannedTraining | undefined
  readonly step: Step | undefined
  /** The step after which the epoch began. */
  readonly epochBegan: number
  /** The loss of each data set, in the order of their first steps. */
  readonly losses: ReadonlyMap<string, Series>
  /** What a loss is the sum of, where it tells that. */
  readonly parts: ReadonlyMap<string, Series>
  /** A second of training, evaluations and checkpoints left out. */
  readonly speed: { readonly rows: number; readonly steps: number } | undefined
  /** Of the cells that padded batches have, the share that was not computed. */
  readonly saved: number | undefined
  /** Seconds until the run ends, with the evaluations and checkpoints that are still to come. */
  readonly left: number | undefined
  readonly best: Best | undefined
  readonly before: number | undefined
  /** What goes on between steps. */
  readonly doing: Doing | undefined
}
export interface Among {
  readonly kind: 'point' | 'part'
  readonly number: number
  readonly of: number
  readonly name: string
}
export interface Doing {
  readonly what: string
  readonly done: number
  readonly total: number
  readonly unit: string
  readonly seconds: number
}

export interface RunWatch {
  readonly hear: (event: RunEvent, seconds: number) => void
  readonly view: (seconds: number) => RunView
}

export const watchRun = (): RunWatch => {
  let among: readonly Among[] = []
  let seen = nothingSeen()
  const doing = (now: Omit<Doing, 'seconds'>, seconds: number) => {
    seen.since = undefined
    if (seen.doing?.what !== now.what) seen.began = seconds
    seen.doing = now
  }
  const step = (event: Step, seconds: number) => {
    if (seen.step !== undefined && seen.step.epoch !== event.epoch) seen.epochBegan = event.step - 1
    if (seen.step === undefined) seen.epochBegan = event.epoch * (seen.training?.stepsPerEpoch ?? 0)
    // The first step compiles.
    if (seen.since !== undefined) {
      seen.trained += seconds - seen.since
      seen.timedSteps++
      seen.timedRows += event.rows
    }
    seen.since = seconds
    seen.step = event
    seen.doing = undefined
    seen.tokens += event.tokens
    seen.padded += event.padded
    added(seen.losses, event.task ?? '', event.loss)
    for (const [name, value] of Object.entries(event.parts ?? {})) added(seen.parts, name, value)
  }
  return {
    hear: (event, seconds) => {
      seen.pace.hear(event, seconds)
      switch (event.event) {
        case 'point':
          among = [{ kind: 'point', number: event.number, of: event.of, name: chosenText(event.chosen) }]
          return
        case 'part':
          among = [
            ...among.filter(({ kind }) => kind === 'point'),
            { kind: 'part', number: event.number, of: event.of, name: event.name },
          ]
          return
        case 'started':
          seen = nothingSeen()
          return
        case 'planned':
          seen.training = event.plan.training
          return
        case 'encoding':
          return doing(
            { what: `encoding by ${event.model}`, done: event.done, total: event.total, unit: 'texts' },
            seconds,
          )
        case 'evaluating':
          return doing({ ...event, what: `${event.evaluator} on ${event.on}` }, seconds)
        case 'evaluation': {
          seen.doing = undefined
          if (event.moment === 'during') seen.since = seconds
          const metric = seen.training?.best ?? Object.keys(event.metrics)[0]
          const value = metric === undefined ? undefined : event.metrics[metric]
          if (metric === undefined || value === undefined) return
          if (event.moment === 'before') seen.before = value
          const found = { metric, value, step: event.step }
          if (event.moment === 'during' && better(found, seen.best)) seen.best = found
          return
        }
        case 'checkpoint':
          // The loop waited for it between two steps, but for the last one.
          if (event.step !== seen.step?.total) seen.trained -= event.seconds
          return
        case 'step':
          return step(event, seconds)
      }
    },
    view: seconds => {
      const each = seen.trained > 0 && seen.timedSteps > 0 ? seen.trained / seen.timedSteps : undefined
      return {
        among,
        training: seen.training,
        step: seen.step,
        epochBegan: seen.epochBegan,
        losses: seen.losses,
        parts: seen.parts,
        speed: each === undefined ? undefined : { rows: seen.timedRows / seen.trained, steps: 1 / each },
        saved: seen.padded > 0 ? Math.max(0, 1 - seen.tokens / seen.padded) : undefined,
        left: seen.step === undefined || each === undefined ? undefined : seen.pace.left(seen.step, each, seconds),
        best: seen.best,
        before: seen.before,
        doing: seen.doing === undefined ? undefined : { ...seen.doing, seconds: seconds - seen.began },
      }
    },
  }
}

const added = (to: Map<string, Series>, name: string, value: number): void => {
  const of = to.get(name) ?? series()
  of.add(value)
  to.set(name, of)
}

interface Seen {
  training: PlannedTraining | undefined
  step: Step | undefined
  epochBegan: number
  losses: Map<string, Series>
  parts: Map<string, Series>
  pace: Pace
  /** When what came before a step was told, a step or an evaluation; nothing else was done since. */
  since: number | undefined
  trained: number
  timedSteps: number
  timedRows: number
  tokens: number
  padded: number
  best: Best | undefined
  before: number | undefined
  doing: Omit<Doing, 'seconds'> | undefined
  began: number
}
const nothingSeen = (): Seen => ({
  training: undefined,
  step: undefined,
  epochBegan: 0,
  losses: new Map(),
  parts: new Map(),
  pace: paceOf(),
  since: undefined,
  trained: 0,
  timedSteps: 0,
  timedRows: 0,
  tokens: 0,
  padded: 0,
  best: undefined,
  before: undefined,
  doing: undefined,
  began: 0,
})
