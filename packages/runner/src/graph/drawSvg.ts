import { countOf } from '../countOf.js'
import { escaped } from '../report/escaped.js'
import { colours, titleOf } from './drawDot.js'
import { type Arrow, arrowText, type Drawing, short } from './drawing.js'

const box = { width: 250, height: 72 }
const gap = { across: 300, down: 62 }
const margin = 40
/** Room beside the columns for labels and for arrows around boxes. */
const aside = 110
const head = 46

/**
 * A drawing as a picture: stages from top to bottom, forward in the left column, backward beside it, so that what is kept
 * goes straight across; the update above the last of backward.
 */
export const drawSvg = (drawing: Drawing): string => {
  const { title, boxes, arrows } = drawing
  const at = places(drawing)
  const columns = new Set(at.map(({ x }) => x)).size
  const width = 2 * margin + box.width * columns + gap.across * (columns - 1) + aside
  const height = Math.max(...at.map(({ y }) => y)) + box.height + margin
  const sorted = [...arrows].sort((a, b) => Number(isBeside(drawing, a)) - Number(isBeside(drawing, b)))
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="Helvetica, Arial, sans-serif" font-size="12">`,
    '<defs><marker id="tip" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" markerHeight="8" orient="auto"><path d="M0 0L8 4L0 8z" fill="#475569"/></marker></defs>',
    `<rect width="${width}" height="${height}" fill="#ffffff"/>`,
    `<text x="${margin}" y="${margin}" font-size="14" font-weight="bold" fill="#0f172a">${escaped(title)}</text>`,
    ...sorted.map(arrow => drawArrow(drawing, arrow, at)),
    ...boxes.map((each, i) => drawBox(each, at[i]!)),
    '</svg>',
    '',
  ].join('\n')
}

interface Point {
  readonly x: number
  readonly y: number
}

/** Row 0 is for the update; a stage has the same row on both ways. */
const places = ({ boxes }: Drawing): readonly Point[] => {
  const forward = boxes.filter(({ part }) => part === 'forward').length
  const first = Number(boxes.some(({ part }) => part === 'update'))
  return boxes.map(({ part }, i) => {
    const row = part === 'update' ? 0 : first + (part === 'forward' ? i : 2 * forward - 1 - i)
    const column = part === 'forward' ? 0 : 1
    return { x: margin + column * (box.width + gap.across), y: margin + head + row * (box.height + gap.down) }
  })
}

/** Whether an arrow is drawn straight: to the next place, or across to the same stage. */
const isBeside = ({ boxes }: Drawing, { from, to }: Arrow): boolean => {
  const [a, b] = [boxes[from]!, boxes[to]!]
  const turned = boxes.filter(({ part }) => part === 'forward').length
  return to === from + 1 || (a.part === 'forward' && b.part === 'backward' && to === 2 * turned - 1 - from)
}

const drawBox = ({ stage, part, ops, flops, bytes }: Drawing['boxes'][number], { x, y }: Point): string => {
  const line = (text: string, i: number, weight: string) =>
    `<text x="${x + box.width / 2}" y="${y + 22 + 19 * i}" text-anchor="middle" font-weight="${weight}" fill="#0f172a">${escaped(text)}</text>`
  return [
    `<rect x="${x}" y="${y}" width="${box.width}" height="${box.height}" rx="8" fill="${colours[part]}" stroke="#64748b"/>`,
    line(titleOf(stage, part), 0, 'bold'),
    line(countOf(ops, 'operation'), 1, 'normal'),
    line(`${short(flops)}FLOP, ${short(bytes)}B`, 2, 'normal'),
  ].join('\n')
}

const drawArrow = (drawing: Drawing, arrow: Arrow, at: readonly Point[]): string => {
  const [a, b] = [at[arrow.from]!, at[arrow.to]!]
  const bytes = `${short(arrow.bytes)}B`
  if (!isBeside(drawing, arrow)) return drawFar(a, b, `${arrowText(arrow, 6)}: ${bytes}`)
  if (a.y === b.y) {
    const [x, y] = [(a.x + box.width + b.x) / 2, a.y + box.height / 2]
    const kept = `kept: ${arrow.tensors} ${arrow.tensors === 1 ? 'tensor' : 'tensors'}${arrow.bytes > 0 ? `, ${bytes}` : ''}`
    return [line(a.x + box.width, y, b.x, y), label(x, y - 8, arrowText(arrow, 1)), label(x, y + 18, kept)].join('\n')
  }
  const [x, [from, to]] = [a.x + box.width / 2, a.y < b.y ? [a.y + box.height, b.y] : [a.y, b.y + box.height]]
  return [line(x, from!, x, to!), label(x + 10, (from! + to!) / 2 + 4, arrowText(arrow, 2), 'start')].join('\n')
}

/** Past other boxes, faintly: across in a straight line, in its own column around them. A pointer on it shows what it is. */
const drawFar = (a: Point, b: Point, told: string): string => {
  const [from, to] = [a.y + box.height / 2 + 18, b.y + box.height / 2 + 18]
  const out = a.x === margin ? -1 : 1
  const side = out < 0 ? a.x : a.x + box.width
  const path =
    a.x < b.x
      ? `M${a.x + box.width} ${from}L${b.x} ${to}`
      : `M${side} ${from}C${side + out * aside} ${from} ${side + out * aside} ${to} ${side} ${to}`
  return `<path d="${path}" fill="none" stroke="#94a3b8" stroke-dasharray="3 4" marker-end="url(#tip)"><title>${escaped(told)}</title></path>`
}

const line = (x1: number, y1: number, x2: number, y2: number): string =>
  `<line x1="${x1}" y1="${y1}" x2="${x2}" y2="${y2}" stroke="#475569" marker-end="url(#tip)"/>`
const label = (x: number, y: number, text: string, anchor = 'middle'): string =>
  `<text x="${x}" y="${y}" text-anchor="${anchor}" font-size="11" fill="#334155" stroke="#ffffff" stroke-width="4" paint-order="stroke">${escaped(text)}</text>`
