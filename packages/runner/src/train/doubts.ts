import { countText } from '../countOf.js'
import { enough, falls, rises } from './trend.js'

/** What is looked at of a step. */
export interface DoubtedStep {
  readonly step: number
  readonly total: number
  readonly loss: number
  readonly rate: number
  readonly norm: number
  readonly task?: string | undefined
}

/** Steps after which what was always so is said. */
const few = 20

/** What the steps of a training say against it, a sentence each, once; told by the step that shows it. `earlier` are those of processes before this one, who told of them. */
export const trainingDoubts = (earlier: readonly DoubtedStep[] = []): ((step: DoubtedStep) => readonly string[]) => {
  const losses = new Map<string, number[]>()
  const said = new Set<string>()
  let seen = 0
  const always = { rate: true, norm: true }
  const once = (kind: string, sentence: string): readonly string[] => {
    if (said.has(kind)) return []
    said.add(kind)
    return [sentence]
  }
  const doubts = ({ step, total, loss, rate, norm, task = '' }: DoubtedStep): readonly string[] => {
    seen++
    always.rate &&= rate === 0
    always.norm &&= norm === 0
    const own = losses.get(task) ?? []
    own.push(loss)
    losses.set(task, own)
    const found: string[] = []
    if (seen === Math.min(few, total)) {
      if (always.rate) found.push(...once('rate', 'the learning rate was 0 at every step so far: nothing is learned'))
      if (always.norm)
        found.push(...once('norm', "the model's gradient was 0 at every step so far: the loss does not move it"))
    }
    // By the middle a loss that will fall may not show it yet; one that rises does.
    if (step !== total && step !== Math.floor(total / 2)) return found
    for (const [name, values] of losses) {
      const of = name === '' ? 'the loss' : `the loss of ${name}`
      const [first] = values
      if (values.length >= few && values.every(value => value === first))
        found.push(
          ...once(`constant ${name}`, `${of} was ${first} at every step so far: it does not depend on what is trained`),
        )
      else if (values.length >= enough && (step === total ? !falls(values) : rises(values)))
        found.push(...once(`falls ${name}`, noFall(of, values)))
    }
    return found
  }
  for (const step of earlier) doubts(step)
  return doubts
}

const noFall = (of: string, values: readonly number[]): string => {
  const tenth = Math.ceil(values.length / 10)
  const [first, last] = [values.slice(0, tenth), values.slice(-tenth)].map(
    some => some.reduce((sum, each) => sum + each, 0) / some.length,
  ) as [number, number]
  return `${of} shows no fall in ${countText(values.length)} steps, ${first.toPrecision(4)} at first and ${last.toPrecision(4)} now: look at learningRate and at the data`
}
