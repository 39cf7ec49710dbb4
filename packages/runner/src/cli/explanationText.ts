import type { Explanation } from '../run/explain/explain.js'
import { graphText } from './graphText.js'
import { indented, wrapped } from './table.js'

/** What a run would do, for people. */
export const explanationText = (explanation: Explanation): string => {
  const { data, model, stages, decided, engine, steps, untrained, warnings, graph } = explanation
  const { facts } = engine
  const head = model.head === 0 ? '' : `, and ${count(model.head)} of the loss`
  const rows: readonly (readonly [string, string])[] = [
    ['data', `${data.name}: ${data.columns}`],
    ...data.splits.map(split => ['', splitText(split)] as const),
    [
      'model',
      `${model.name}: ${model.architecture}, ${model.layers} layers, ${model.hidden} numbers a token, ${model.width} a sentence`,
    ],
    ['', `${count(model.parameters)} parameters${head}`],
    [
      'engine',
      `${engine.name}, ${Object.entries(facts.versions)
        .map(each => each.join(' '))
        .join(', ')}; ${facts.threads} threads`,
    ],
    ['steps', `${ways[steps.computed]}: ${steps.why}`],
    ...(untrained.length === 0 ? [] : [['untrained', `the loss does not depend on ${untrained.join(', ')}`] as const]),
  ]
  return [
    columns(rows),
    '',
    ...stages.flatMap(({ stage, written, filled }) => [
      stage,
      ...settingsText('', written),
      ...settingsText('not written: ', filled),
    ]),
    '',
    'decided',
    ...columns(decided.map(({ what, is }) => [what, is] as const))
      .split('\n')
      .map(line => `  ${line}`),
    ...warnings.map(sentence => `\n${wrapped(`warning: ${sentence}`, 100).join('\n')}`),
    ...(graph === undefined ? [] : ['', graphText(graph)]),
  ].join('\n')
}

/** Two columns, the second as wide as a screen. */
const columns = (rows: readonly (readonly [string, string])[]): string => {
  const width = Math.max(...rows.map(([name]) => name.length)) + 2
  return rows.flatMap(([name, text]) => indented(wrapped(text, 100 - width), name.padEnd(width))).join('\n')
}

const splitText = ({ split, rows, trained, evaluated }: Explanation['data']['splits'][number]): string =>
  `${split}: ${rows} rows, ${[...(trained ? ['trained on'] : []), ...(evaluated ? ['evaluated'] : [])].join(' and ')}`

const settingsText = (before: string, settings: Readonly<Record<string, unknown>>): readonly string[] => {
  const each = Object.entries(settings).map(([name, value]) => `${name} ${valueText(value)}`)
  return each.length === 0 ? [] : indented(wrapped(before + each.join(', '), 96), '    ')
}

const valueText = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value))

const count = (number: number): string => number.toLocaleString('en')

const ways = { graph: 'as one graph', operations: 'operation by operation', refused: 'a run refuses' } as const
