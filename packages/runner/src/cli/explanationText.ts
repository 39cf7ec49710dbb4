import { computingRows } from '../report/computingWords.js'
import { columnText, lengthSentences, mainSplit, splitCells, splitHead } from '../report/dataWords.js'
import { estimateRows, howText, lengthText } from '../report/estimateWords.js'
import { bytesText, countOf } from '../report/numbersText.js'
import type { Told } from '../run/estimate/estimateFile.js'
import type { Explanation } from '../run/explain/explain.js'
import { graphText } from './graphText.js'
import { histogram } from './histogram.js'
import { type Paint, plain } from './paint.js'
import { stageTable } from './stageTable.js'
import { indented, table, wrapped } from './table.js'

/** What a run would do, for people. */
export const explanationText = (explanation: Explanation, width = 100, paint: Paint = plain): string => {
  const { data, decided, warnings, graph } = explanation
  return [
    ...stageTable(explanation, width, paint),
    ...data.flatMap(each => ['', ...dataText(each, width, paint)]),
    '',
    ...columns(computingRows(explanation), width, paint),
    ...estimateText(explanation, width, paint),
    '',
    paint.bold('decided'),
    ...columns(
      decided.map(({ what, is }) => [what, is] as const),
      width - 2,
      paint,
    ).map(line => `  ${line}`),
    ...warnings.flatMap(sentence => ['', ...wrapped(`warning: ${sentence}`, width).map(paint.warning)]),
    ...(graph === undefined ? [] : ['', graphText(graph)]),
  ].join('\n')
}

/** Two columns, the second as wide as there is room. */
const columns = (rows: readonly (readonly [string, string])[], room: number, paint: Paint): readonly string[] => {
  const width = Math.max(...rows.map(([name]) => name.length)) + 2
  return rows.flatMap(([name, text]) => {
    const [first, ...others] = indented(wrapped(text, room - width), name.padEnd(width))
    return [`${paint.bold(first!.slice(0, width))}${first!.slice(width)}`, ...others]
  })
}

const dataText = ({ name, columns: each, splits }: Explanation['data'][number], width: number, paint: Paint) => {
  const drawn = mainSplit(splits)
  const [head, ...rows] = table([splitHead, ...splits.map(splitCells)]).split('\n')
  return [
    paint.bold(`data  ${name}`),
    ...columns(
      each.map(column => [column.name, columnText(column)] as const),
      width - 2,
      { ...paint, bold: text => text },
    ).map(line => `  ${line}`),
    '',
    ...[paint.bold(head!), ...rows].map(line => `  ${line}`),
    ...lengthSentences(splits).flatMap(text => indented(wrapped(text, width - 2), '  ')),
    ...(drawn === undefined
      ? []
      : [
          '',
          `  tokens of ${countOf(drawn.texts.texts, 'text')} of ${drawn.split} (${drawn.texts.columns.join(', ')})`,
          ...histogram(drawn.texts, width - 2).map(line => `  ${line}`),
        ]),
  ]
}

const estimateText = ({ estimate, lastRun }: Explanation, width: number, paint: Paint): readonly string[] => {
  if (estimate === undefined && lastRun === undefined) return []
  const [head, ...rows] = table(estimateRows(estimate, lastRun)).split('\n')
  return [
    '',
    paint.bold(head!.replace(/^ {8}/, 'a run   ')),
    ...rows,
    ...(lastRun === undefined ? [] : [`the last run of this pipeline: ${lastRun.folder}`]),
    ...(estimate === undefined
      ? []
      : [
          lengthText(estimate),
          howText(estimate),
          ...(estimate.memory === undefined
            ? []
            : [
                `memory at most, of it ${bytesText(estimate.memory.engine)} the engine, ${bytesText(estimate.memory.parameters)} parameters, ${bytesText(estimate.memory.state)} training's own, ${bytesText(estimate.memory.step)} activations and gradients, ${bytesText(estimate.memory.products)} compiled products`,
              ]),
        ].flatMap(text => wrapped(text, width).map(paint.dim))),
  ]
}

/** A run's estimate beside the truth. */
export const toldText = (told: Told, ended: string): string =>
  [`${told.folder}: ${ended}`, '', table(estimateRows(undefined, told))].join('\n')
