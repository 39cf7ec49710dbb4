import * as Plot from '@observablehq/plot'
import { countText } from '../../countOf.js'
import { draw } from './draw.js'

export interface Dot {
  readonly x: number
  readonly y: number
  readonly title: string
}

export interface Scatter {
  readonly label: string
  readonly x: { readonly label: string; readonly range: readonly [number, number] }
  readonly y: { readonly label: string; readonly range: readonly [number, number] }
  readonly dots: readonly Dot[]
  readonly colour: string
}

/** Points, with the distribution of each side along it: above, and at the right. */
export const scatter = ({ label, x, y, dots, colour }: Scatter): string => {
  const [above, right] = [0.2 * (y.range[1] - y.range[0]), 0.2 * (x.range[1] - x.range[0])]
  const ofX = barsOf(
    dots.map(dot => dot.x),
    x.range,
    20,
  )
  const ofY = barsOf(
    dots.map(dot => dot.y),
    y.range,
    28,
  )
  const [edgeX, edgeY] = [x.range[1] + 0.15 * right, y.range[1] + 0.15 * above]
  const ticks = (range: readonly [number, number], every: number) =>
    Array.from({ length: Math.round((range[1] - range[0]) / every) + 1 }, (_, i) => range[0] + every * i)
  return draw({
    label,
    height: 330,
    marginTop: 22,
    x: {
      label: x.label,
      labelAnchor: 'center',
      labelArrow: 'none',
      domain: [x.range[0], x.range[1] + right],
      ticks: ticks(x.range, stepOf(x.range)),
      tickFormat: shown,
      inset: 5,
    },
    y: {
      label: y.label,
      labelArrow: 'none',
      domain: [y.range[0], y.range[1] + above],
      ticks: ticks(y.range, stepOf(y.range)),
      tickFormat: shown,
      inset: 5,
    },
    marks: [
      Plot.gridY(ticks(y.range, stepOf(y.range)), { x1: x.range[0], x2: x.range[1] } as never),
      Plot.rect(ofX, {
        x1: 'from',
        x2: 'to',
        y1: () => edgeY,
        y2: ({ share }: Bar) => edgeY + 0.85 * above * share,
        fill: colour,
        fillOpacity: 0.35,
        insetLeft: 0.5,
        insetRight: 0.5,
        title: ({ from, to, count }: Bar) => `${shown(from)} to ${shown(to)}: ${countText(count)}`,
      }),
      Plot.rect(ofY, {
        y1: 'from',
        y2: 'to',
        x1: () => edgeX,
        x2: ({ share }: Bar) => edgeX + 0.85 * right * share,
        fill: colour,
        fillOpacity: 0.35,
        insetTop: 0.5,
        insetBottom: 0.5,
        title: ({ from, to, count }: Bar) => `${shown(from)} to ${shown(to)}: ${countText(count)}`,
      }),
      Plot.dot(dots, { x: 'x', y: 'y', r: 2.6, fill: colour, fillOpacity: 0.55, title: 'title' }),
    ],
  })
}

interface Bar {
  readonly from: number
  readonly to: number
  readonly count: number
  /** Of the highest bar. */
  readonly share: number
}

const barsOf = (values: readonly number[], [least, most]: readonly [number, number], bars: number): readonly Bar[] => {
  const counts = new Array<number>(bars).fill(0)
  for (const value of values)
    counts[Math.min(bars - 1, Math.max(0, Math.floor((bars * (value - least)) / (most - least))))]!++
  const highest = Math.max(1, ...counts)
  return counts.map((count, i) => ({
    from: least + ((most - least) * i) / bars,
    to: least + ((most - least) * (i + 1)) / bars,
    count,
    share: count / highest,
  }))
}

/** A round step that gives four to eight ticks. */
const stepOf = ([least, most]: readonly [number, number]): number => {
  const range = most - least
  return [0.05, 0.1, 0.2, 0.25, 0.5, 1, 2, 5, 10, 20, 25, 50, 100].find(each => range / each <= 8) ?? range / 5
}
/** With a real minus, as the other charts have it. */
const shown = (value: number): string => String(Number(value.toFixed(2))).replace('-', '−')
