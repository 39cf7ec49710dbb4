import { countText, shareText } from '../report/numbersText.js'
import { flowText, legend, type Setting, settingsOfStage } from '../report/stageWords.js'
import type { Explanation } from '../run/explain/explain.js'
import type { ExplainedStage } from '../run/explain/stages.js'
import type { Paint } from './paint.js'
import { wrapped } from './table.js'

/** From here on settings have a column of their own; in less room they stand below their stage. */
const wide = 120

/** Stages from the data on: what flows out of each, its parameters and settings. */
export const stageTable = ({ data, stages }: Explanation, width: number, paint: Paint): readonly string[] => {
  const rows = [...data.map(dataRow), ...stages.map(stageRow)]
  const head = { name: 'stage', flows: ['what flows out'], parameters: 'parameters', trained: 'trained' }
  const all = [head, ...rows]
  const widest = (of: (row: (typeof all)[number]) => number) => Math.max(...all.map(of))
  const name = widest(row => row.name.length)
  const [parameters, trained] = [widest(row => row.parameters.length), widest(row => row.trained.length)]
  const left = width - name - parameters - trained - 6
  const beside = width >= wide
  const flows = Math.min(
    widest(row => Math.max(...row.flows.map(({ length }) => length), 1)),
    beside ? Math.floor(left * 0.45) : left,
  )
  const line = (row: (typeof all)[number], flow: string, first: boolean) =>
    [
      (first ? row.name : '').padEnd(name),
      flow.padEnd(flows),
      (first ? row.parameters : '').padStart(parameters),
      (first ? row.trained : '').padStart(trained),
    ].join('  ')
  const lines = (row: (typeof all)[number], settings: readonly Setting[]): readonly string[] => {
    const shapes = row.flows.flatMap(flow => wrapped(flow, flows))
    const room = beside ? left - flows - 2 : width - 4
    const units = wrappedUnits(settings, room, paint)
    const above = shapes.length === 0 ? [''] : shapes
    const table = Array.from({ length: Math.max(above.length, beside ? units.length : 0) }, (_, i) => {
      const cells = line(row, above[i] ?? '', i === 0)
      return beside && units[i] !== undefined ? `${cells}  ${units[i]}` : cells.trimEnd()
    })
    return beside ? table : [...table, ...units.map(unit => `    ${unit}`)]
  }
  return [
    paint.bold(line(head, head.flows[0]!, true) + (beside ? '  settings' : '')),
    ...data.flatMap((_, i) => lines(rows[i]!, [])),
    ...stages.flatMap((stage, i) => lines(rows[data.length + i]!, settingsOfStage(stage))),
    ...legend(stages).flatMap(text => wrapped(text, width).map(paint.dim)),
  ]
}

/** Settings side by side, none broken in two; those that were filled in are marked. */
const wrappedUnits = (settings: readonly Setting[], width: number, paint: Paint): readonly string[] => {
  const lines: { readonly length: number; readonly text: string }[] = []
  settings.forEach(({ text, filled }, i) => {
    const pieces = wrapped((filled ? '·' : '') + text + (i < settings.length - 1 ? ',' : ''), width)
    for (const piece of pieces) {
      const last = lines.at(-1)
      const shown = filled ? paint.dim(piece) : piece
      if (last === undefined || last.length + 1 + piece.length > width)
        lines.push({ length: piece.length, text: shown })
      else lines[lines.length - 1] = { length: last.length + 1 + piece.length, text: `${last.text} ${shown}` }
    }
  })
  return lines.map(({ text }) => text)
}

const dataRow = ({ name, columns }: Explanation['data'][number]) => ({
  name,
  flows: [
    ...grouped(
      columns.filter(({ kind }) => kind === 'text').map(each => each.name),
      'batch texts',
    ),
    ...columns.filter(({ kind }) => kind !== 'text').map(each => `${each.name}: batch`),
  ],
  parameters: '',
  trained: '',
})
const grouped = (names: readonly string[], what: string): readonly string[] =>
  names.length === 0 ? [] : [`${names.join(', ')}: ${what}`]

const stageRow = ({ stage, route, gives, metrics, parameters, trained }: ExplainedStage) => ({
  name: route === undefined ? stage : `  ${route}: ${stage}`,
  flows: [...gives.map(flowText), ...(metrics.length === 0 ? [] : [metrics.join(', ')])],
  parameters: parameters === 0 ? '' : countText(parameters),
  trained: parameters === 0 ? '' : shareText(trained / parameters),
})
