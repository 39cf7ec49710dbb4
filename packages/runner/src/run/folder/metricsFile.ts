import { isLeft } from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import { count, named, object } from '../../sources/modelFiles/readJson.js'
import { type JsonLines, type ReadLines, readLines } from './jsonLines.js'

/** JSON has no number that is not finite: null stands for it. */
const measured = named('a number', (u): u is number | null => u === null || typeof u === 'number')
const isTrue = named('true', (u): u is true => u === true)

const step = t.intersection([
  t.type({ step: count, epoch: count, loss: measured, rate: measured, norm: measured }),
  t.partial({ task: t.string, parts: t.readonly(t.record(t.string, measured)) }),
])
const end = t.intersection([
  t.type({ step: count, stoppedEarly: isTrue }),
  t.partial({ best: t.type({ metric: t.string, value: measured, step: count }) }),
])
const numbers = t.readonly(t.record(t.string, t.union([measured, isTrue], 'a number')))
const evaluation = t.intersection([t.type({ step: count }), t.partial({ trained: isTrue }), numbers])

/** A line of `metrics.jsonl`: of a step, of an early end, or of an evaluation with each number under its name. */
export type MetricLine = Readonly<Record<string, unknown>> & { readonly step: number }

const kindOf = (line: object) => ('loss' in line || 'epoch' in line ? step : 'stoppedEarly' in line ? end : evaluation)

const codec = new t.Type<MetricLine, unknown>(
  'a line of numbers',
  (u): u is MetricLine => object.is(u) && kindOf(u).is(u),
  (u, context) => {
    const line = object.validate(u, context)
    if (isLeft(line)) return line
    const type = kindOf(line.right)
    // In the place of this codec, so that what is wrong has the path that it has in the line.
    return type.validate(u, [...context.slice(0, -1), { ...context.at(-1)!, type }]) as t.Validation<MetricLine>
  },
  value => value,
)

export const metricsFile: JsonLines<MetricLine> = { name: 'metrics.jsonl', codec }

/** What a run measured, line by line. Lines of every version of a manifest are of this form. */
export const readMetrics = (folder: string): Promise<ReadLines<MetricLine>> => readLines(metricsFile, folder)

/** The highest step of the lines, 0 before the first. */
export const lastStep = (lines: readonly MetricLine[]): number =>
  lines.reduce((last, { step }) => Math.max(step, last), 0)
