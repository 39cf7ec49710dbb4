import { canonical } from '../../canonical.js'
import { readMetrics } from '../folder/metricsFile.js'
import { readTrace, type TraceLine } from '../folder/trace.js'

/** Where two runs part: the first step at which something of them differs, and what. */
export interface Divergence {
  readonly step: number | undefined
  readonly tensors: readonly string[]
  readonly input?: string
}

/** Metrics tell the step, what is traced tells the rows, and the nearest tensors with hashes in both tell which of them differ. */
export const divergence = async (first: string, second: string): Promise<Divergence> => {
  const [one, other] = [await readTrace(first), await readTrace(second)]
  const inputs = pairs(one, other, line => line.input !== undefined)
  const tensors = pairs(one, other, line => line.weights !== undefined)
  const input = inputs.find(([a, b]) => a.input !== b.input)
  const parted = tensors.find(([a, b]) => tensorsOf(a, b).length > 0)
  const steps = [await stepOfMetrics(first, second), input?.[0].step, parted?.[0].step].filter(
    (step): step is number => step !== undefined,
  )
  const step = steps.length === 0 ? undefined : Math.min(...steps)
  const isInput = input !== undefined && input[0].step === step
  return {
    step,
    // Rows that differ explain all that follows; tensors that did not begin alike explain the rest.
    tensors: parted === undefined || isInput ? [] : tensorsOf(...parted),
    ...(isInput ? { input: inputText(...input) } : {}),
  }
}

type Pair = readonly [TraceLine, TraceLine]
const pairs = (
  one: readonly TraceLine[],
  other: readonly TraceLine[],
  has: (line: TraceLine) => boolean,
): readonly Pair[] => {
  const byStep = new Map(other.filter(has).map(line => [line.step, line]))
  return one
    .filter(has)
    .flatMap((line): readonly Pair[] => {
      const beside = byStep.get(line.step)
      return beside === undefined ? [] : [[line, beside]]
    })
    .sort(([a], [b]) => a.step - b.step)
}

const tensorsOf = (one: TraceLine, other: TraceLine): readonly string[] => [
  ...different(one.weights, other.weights),
  ...different(one.moments, other.moments),
]
const different = (one: TraceLine['weights'] = {}, other: TraceLine['weights'] = {}): readonly string[] =>
  [...new Set([...Object.keys(one), ...Object.keys(other)])].filter(name => one[name] !== other[name])

/** `rows 3, 7 of train`; the same rows with something else in them; other rows. */
const inputText = (one: TraceLine, other: TraceLine): string => {
  const rows = rowsText(one)
  const others = rowsText(other)
  return rows === others ? `${rows}, whose content is another one` : `${rows} in the first run, ${others} in the second`
}
const rowsText = ({ rows = {} }: TraceLine): string =>
  Object.entries(rows)
    .map(([split, numbers]) => `rows ${numbers.slice(0, 8).join(', ')}${numbers.length > 8 ? ', …' : ''} of ${split}`)
    .join(' and ')

const stepOfMetrics = async (first: string, second: string): Promise<number | undefined> => {
  const [one, other] = [(await readMetrics(first)).lines, (await readMetrics(second)).lines]
  const at = one.findIndex((line, i) => canonical(line) !== canonical(other[i] ?? null))
  if (at >= 0) return one[at]!.step
  return other.length > one.length ? other[one.length]!.step : undefined
}
