import type { Explanation } from '../run/explain/explain.js'
import type { ExplainedStage } from '../run/explain/stages.js'
import { escaped } from './escaped.js'
import { countOf, shareText } from './numbersText.js'
import { flowText } from './stageWords.js'

/** A box of the drawing; the texts beside the arrow say what flows out of it. */
interface Box {
  readonly title: string
  readonly lines: readonly string[]
  readonly flows: readonly string[]
  readonly kind: 'data' | 'stage' | 'trained' | 'judge'
}

const [width, boxWidth, gap, lineHeight] = [340, 340, 46, 18]
const most = 44

/** The pipeline from top to bottom: boxes, and what flows from one to the next. Colours are the page's. */
export const pipelineSvg = (explanation: Pick<Explanation, 'data' | 'stages'>): string => {
  const boxes = [...explanation.data.map(dataBox), ...explanation.stages.map(stageBox)]
  let y = 1
  const drawn = boxes.map((box, i) => {
    const height = 14 + lineHeight * (1 + box.lines.length)
    const top = y
    const flows = i < boxes.length - 1 ? box.flows : []
    const below = i === boxes.length - 1 ? 0 : Math.max(gap, 20 + 16 * flows.length)
    y += height + below
    return [rect(box, top, height), ...(below === 0 ? [] : [arrow(top + height, below, flows)])].join('\n')
  })
  return [
    `<svg class="pipeline" viewBox="0 0 ${width} ${y + 1}" role="img" aria-label="The pipeline, stage by stage">`,
    '<defs><marker id="tip" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" markerHeight="8" orient="auto"><path class="tip" d="M0 0L8 4L0 8z"/></marker></defs>',
    ...drawn,
    '</svg>',
  ].join('\n')
}

const rect = ({ title, lines, kind }: Box, y: number, height: number): string =>
  [
    `<rect class="box ${kind}" x="1" y="${y}" width="${boxWidth - 2}" height="${height}" rx="8"/>`,
    `<text class="title" x="14" y="${y + 22}">${escaped(clipped(title, 38))}</text>`,
    ...lines.map(
      (line, i) => `<text x="14" y="${y + 22 + lineHeight * (i + 1)}">${escaped(clipped(line, most))}</text>`,
    ),
  ].join('\n')

const arrow = (y: number, height: number, flows: readonly string[]): string => {
  const first = y + height / 2 + 4 - 8 * (flows.length - 1)
  return [
    `<line class="arrow" x1="28" y1="${y}" x2="28" y2="${y + height - 1}" marker-end="url(#tip)"/>`,
    ...flows.map(
      (flow, i) => `<text class="flow" x="44" y="${first + 16 * i}">${escaped(clipped(flow, most - 3))}</text>`,
    ),
  ].join('\n')
}

const dataBox = ({ name, columns, splits }: Explanation['data'][number]): Box => ({
  title: name,
  lines: splits.map(({ split, rows }) => `${split}: ${rows === undefined ? '? rows' : countOf(rows, 'row')}`),
  flows: columns.map(({ name, kind }) => `${name}: ${kind === 'text' ? 'batch texts' : 'batch'}`),
  kind: 'data',
})

const stageBox = ({ stage, gives, metrics, parameters, trained }: ExplainedStage): Box => ({
  title: stage,
  lines: [
    ...(parameters === 0
      ? []
      : [`${countOf(parameters, 'parameter')}, ${trained === 0 ? 'none' : shareText(trained / parameters)} trained`]),
    ...metrics,
  ],
  flows: gives.map(flowText),
  kind: trained > 0 ? 'trained' : metrics.length > 0 ? 'judge' : 'stage',
})

/** A name may be of any length; a box is not. */
const clipped = (text: string, length: number): string =>
  text.length > length ? `${text.slice(0, length - 1)}…` : text
