import type { Estimate } from '../run/estimate/estimate.js'
import type { Told, Took } from '../run/estimate/estimateFile.js'
import type { TimedRows } from '../run/estimate/evaluationTime.js'
import { bytesText, countOf, countText, durationText } from './numbersText.js'

/** What is expected here and now, and what the last run expected and took, as a table; what nobody knows is left out. */
export const estimateRows = (
  estimate: Pick<Estimate, 'steps' | 'seconds' | 'memory'> | undefined,
  told: Told | undefined,
): readonly (readonly string[])[] => {
  const now: Took | undefined = estimate && {
    steps: estimate.steps,
    seconds: estimate.seconds,
    ...(estimate.memory === undefined ? {} : { memory: estimate.memory.peak }),
  }
  const known = [
    ...(now === undefined ? [] : [{ head: 'expected', of: now }]),
    ...(told === undefined ? [] : [{ head: now === undefined ? 'expected' : 'expected then', of: told.expected }]),
    ...(told?.took === undefined ? [] : [{ head: 'took', of: told.took }]),
  ]
  const compared = told?.took === undefined ? [] : [told as Required<Told>]
  const row = (name: string, of: (took: Took) => number | undefined, text: (value: number) => string) => {
    const cells = known.map(each => of(each.of))
    if (cells.every(value => value === undefined || value === 0)) return []
    const ratio = compared.map(({ expected, took }) => ratioText(of(expected), of(took)))
    return [[name, ...cells.map(value => (value === undefined ? '' : text(value))), ...ratio]]
  }
  return [
    ['', ...known.map(({ head }) => head), ...compared.map(() => 'expected / took')],
    ...row('steps', ({ steps }) => steps, countText),
    ...parts.flatMap(part => row(part, ({ seconds }) => seconds[part], durationText)),
    ...row('memory', ({ memory }) => memory, bytesText),
  ]
}

const parts = ['start', 'training', 'evaluation', 'saving', 'together'] as const

const ratioText = (expected: number | undefined, took: number | undefined): string =>
  expected === undefined || took === undefined || took === 0 ? '' : (expected / took).toFixed(2)

/** Epochs, warm-up and evaluations, in a sentence. */
export const lengthText = ({ steps, epochs, warmup, evaluations }: Estimate): string =>
  [
    ...(steps === 0
      ? []
      : [
          `${countOf(steps, 'step')} ${steps === 1 ? 'is' : 'are'} ${epochsText(epochs)}, ${countText(warmup)} for warm-up`,
        ]),
    `${countOf(evaluations, 'evaluation')} of a split`,
  ].join('; ')

/** How the seconds were found. */
export const howText = ({ how: { timed, step, evaluators } }: Estimate): string => {
  const steps = timed.map(timedText)
  const kinds = evaluators.filter(({ timed }, i) => evaluators.findIndex(each => each.timed === timed) === i)
  const judged = kinds.map(({ stage, timed }) => `${stage} of ${timed.map(timedText).join(', of ')}`)
  const sentences = [
    ...(step === undefined
      ? []
      : [`steps of ${steps.join(', of ')}; an average step of the run by that ${milliseconds(step)}`]),
    ...judged,
  ]
  return sentences.length === 0 ? 'nothing was timed' : `timed here on rows of the data: ${sentences.join('; ')}`
}

const timedText = ({ rows, tokens, seconds }: TimedRows): string =>
  `${countOf(rows, 'row')} (${countOf(tokens, 'token')}) ${milliseconds(seconds)}`
const milliseconds = (seconds: number): string =>
  seconds < 0.0995
    ? `${(1000 * seconds).toFixed(1)} ms`
    : seconds < 1
      ? `${(1000 * seconds).toFixed(0)} ms`
      : durationText(seconds)
const epochsText = (epochs: number): string => {
  const rounded = Number(epochs.toFixed(2))
  return `${rounded} ${rounded === 1 ? 'epoch' : 'epochs'}`
}
