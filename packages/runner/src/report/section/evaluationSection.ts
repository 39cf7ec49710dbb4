import { countText } from '../../countOf.js'
import { hues } from '../chart/hues.js'
import { lines } from '../chart/lines.js'
import { escaped } from '../escaped.js'
import { type Section, section } from '../page/page.js'
import { figure, key, markupTable, quiet } from '../page/parts.js'
import type { EvaluationLine, RunRecord } from '../run/runRecord.js'
import { sparkline } from './sparkline.js'

/** Every metric before, while and after training; the one that chose the weights is marked. */
export const evaluationSection = ({ evaluations }: RunRecord, best: string | undefined): Section => {
  const names = [...new Set(evaluations.flatMap(({ metrics }) => Object.keys(metrics)))]
  if (names.length === 0) return section('Evaluation', quiet('The pipeline has no evaluators.'))
  const before = evaluations.find(({ moment }) => moment === 'before')
  const after = evaluations.findLast(({ moment }) => moment === 'after')
  const during = evaluations.filter(({ moment }) => moment === 'during')
  const head = [
    'metric',
    ...(before === undefined ? [] : ['before']),
    ...(during.length === 0 ? [] : ['<span class="course">while training</span>']),
    ...(after === undefined ? [] : ['after']),
    ...(before === undefined || after === undefined ? [] : ['change']),
  ]
  const rows = names.map(name => [
    `<code>${escaped(name)}</code>${name === best ? ' <span class="quiet">chose the weights</span>' : ''}`,
    ...(before === undefined ? [] : [number(before.metrics[name])]),
    ...(during.length === 0 ? [] : [course(name, [...(before === undefined ? [] : [before]), ...during])]),
    ...(after === undefined ? [] : [`<strong>${number(after.metrics[name])}</strong>`]),
    ...(before === undefined || after === undefined ? [] : [change(before.metrics[name], after.metrics[name])]),
  ])
  return section(
    'Evaluation',
    [
      markupTable([head, ...rows], [0]),
      ...(during.length < 2
        ? []
        : [
            watched(
              names,
              evaluations.filter(({ moment }) => moment !== 'after'),
              best,
            ),
          ]),
    ].join('\n'),
  )
}

const number = (value: number | undefined): string => (value === undefined ? '' : metricText(value))

/** `0.8642`; what is large has fewer places. */
export const metricText = (value: number): string =>
  Number.isInteger(value) ? countText(value) : Math.abs(value) < 1000 ? value.toFixed(4) : value.toPrecision(6)

/** `+0.0312`, with a real minus. */
export const changeText = (before: number, after: number): string => {
  const change = after - before
  const text = Math.abs(change).toFixed(4)
  return Number(text) === 0 ? '±0' : `${change > 0 ? '+' : '−'}${text}`
}

const change = (before: number | undefined, after: number | undefined): string =>
  before === undefined || after === undefined ? '' : changeText(before, after)

const course = (name: string, some: readonly EvaluationLine[]): string =>
  sparkline(
    some.flatMap(({ step, metrics }) => (name in metrics ? [{ x: step, y: metrics[name]! }] : [])),
    name,
  )

/** What was watched over the steps: the metric that chooses, else the first ones. */
const watched = (
  names: readonly string[],
  evaluations: readonly EvaluationLine[],
  best: string | undefined,
): string => {
  const seen = names.filter(name => evaluations.filter(({ metrics }) => name in metrics).length > 1)
  const chosen = best !== undefined && seen.includes(best) ? [best] : seen.slice(0, hues.length)
  const drawn = chosen.map((name, i) => ({
    name,
    colour: chosen.length === 1 ? 'var(--after)' : hues[i]!,
    points: evaluations.flatMap(({ step, metrics }) => (name in metrics ? [{ x: step, y: metrics[name]! }] : [])),
  }))
  return figure(
    chosen.length === 1 ? `${chosen[0]} over the steps` : 'Metrics over the steps',
    lines({
      label: 'Metrics over the steps',
      x: 'step',
      y: chosen.length === 1 ? chosen[0]!.split('.').at(-1)! : 'metric',
      lines: drawn,
      dots: true,
      format: metricText,
    }) + (drawn.length === 1 ? '' : key(drawn)),
  )
}
