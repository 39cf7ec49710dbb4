import type { RunEvent } from '../../run/runEvent.js'
import type { RunPlan } from '../../run/runPlan.js'

type Step = Extract<RunEvent, { event: 'step' }>

/** How long what a run does beside its steps took so far, and so what is left of it will take. */
export interface Pace {
  readonly hear: (event: RunEvent, seconds: number) => void
  /** Seconds until the run ends: its steps, and the evaluations and checkpoints that are still to come. */
  readonly left: (step: Step, secondsPerStep: number, seconds: number) => number
}

/** Early stopping, and checkpoints of a better step within an epoch, nobody knows beforehand. */
export const paceOf = (): Pace => {
  let plan: RunPlan | undefined
  /** Of each evaluator, as it took last. */
  const evaluators = new Map<string, number>()
  let [checkpoint, saving, judged, heard] = [0, 0, 0, 0]
  let isTraining = true
  let isOver = false
  /** The evaluation that goes on, and the evaluator whose turn it is. */
  let going: { readonly began: number; readonly evaluator: string; readonly since: number } | undefined

  const evaluating = (evaluator: string) => {
    if (going?.evaluator === evaluator) return
    if (going !== undefined) evaluators.set(going.evaluator, heard - going.since)
    going = { began: going?.began ?? heard, evaluator, since: heard }
  }
  const evaluated = (names: readonly string[], seconds: number) => {
    if (going !== undefined) evaluators.set(going.evaluator, seconds - going.since)
    going = undefined
    // Those that nothing was told of took next to no time.
    for (const name of names) if (!evaluators.has(name)) evaluators.set(name, 0)
  }
  const secondsOf = (names: readonly string[]): number => {
    const known = [...evaluators.values()]
    const usual = known.reduce((sum, each) => sum + each, 0) / Math.max(1, known.length)
    return names.reduce((sum, name) => sum + (evaluators.get(name) ?? usual), 0)
  }
  return {
    hear: (event, seconds) => {
      if (event.event === 'planned') plan = event.plan
      if (event.event === 'estimated') saving = event.estimate.seconds.saving
      if (event.event === 'evaluating') evaluating(`${event.evaluator} on ${event.on}`)
      if (event.event === 'evaluation') {
        const all = event.moment === 'during' ? plan?.training?.watched : plan?.evaluators
        evaluated(all ?? [], seconds)
        if (event.moment === 'during') judged = event.step
        isOver = event.moment === 'after'
      }
      if (event.event === 'checkpoint') checkpoint = event.seconds
      if (event.event === 'stopped early') isTraining = false
      heard = seconds
    },
    left: ({ step, total }, secondsPerStep, seconds) => {
      const training = plan?.training
      const spent = going === undefined ? 0 : seconds - going.began
      const last = isOver ? saving : saving + secondsOf(plan?.evaluators ?? [])
      if (!isTraining || training === undefined || isOver)
        return Math.max(0, last - spent) + (isTraining ? (total - step) * secondsPerStep : 0)
      const { watched, evaluateEvery, checkpointEvery, stepsPerEpoch } = training
      const isDue = step !== judged && (step === total || step % evaluateEvery === 0)
      const rounds = timesUntil(step, total, evaluateEvery, evaluateEvery) + (isDue ? 1 : 0)
      const checkpoints = timesUntil(step, total, checkpointEvery, stepsPerEpoch)
      const beside = rounds * secondsOf(watched) + checkpoints * checkpoint + last
      return (total - step) * secondsPerStep + Math.max(0, beside - spent)
    },
  }
}

/** How many numbers behind `from` up to `to` are a multiple of one or the other, or are `to`. */
const timesUntil = (from: number, to: number, one: number, other: number): number => {
  const multiples = (of: number) => Math.floor(to / of) - Math.floor(from / of)
  const both = (one / greatestDivisor(one, other)) * other
  const last = from < to && to % one !== 0 && to % other !== 0 ? 1 : 0
  return multiples(one) + multiples(other) - multiples(both) + last
}

const greatestDivisor = (one: number, other: number): number =>
  other === 0 ? one : greatestDivisor(other, one % other)
