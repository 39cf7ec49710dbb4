import * as Plot from '@observablehq/plot'
import { countText } from '../../countOf.js'
import type { Point } from '../numbers/thinned.js'
import { type Chart, draw } from './draw.js'
import { hues } from './hues.js'

/** A line, with the points that it is the mean of behind it where there are some. */
export interface Line {
  readonly name: string
  readonly points: readonly Point[]
  readonly behind?: readonly Point[]
  /** A colour of the page; the next of the hues where it is left out. */
  readonly colour?: string
}

export interface Lines {
  readonly label: string
  readonly x: string
  readonly y: string
  readonly lines: readonly Line[]
  /** Places on x that are marked, ends of epochs. */
  readonly marked?: readonly number[]
  /** Whether measured points are few enough to be seen one by one. */
  readonly dots?: boolean
  readonly format?: (value: number) => string
  readonly options?: Partial<Chart>
}

/** Curves over steps; a few are named at their ends. */
export const lines = ({
  label,
  x,
  y,
  lines,
  marked = [],
  dots = false,
  format = shown,
  options = {},
}: Lines): string => {
  const colourOf = (line: Line, i: number) => line.colour ?? hues[i % hues.length]!
  const values = lines.flatMap(({ points, behind = [] }) => [...points, ...behind])
  return draw({
    label,
    marginTop: 24,
    x: {
      label: x,
      labelAnchor: 'center',
      labelArrow: 'none',
      ticks: 6,
      zero: true,
      tickFormat: (step: number) => countText(step),
    },
    y: { label: y, labelArrow: 'none', grid: true, nice: true, ticks: 5, ...(zeroBased(values) ? { zero: true } : {}) },
    ...options,
    marks: [
      Plot.ruleX(marked, { stroke: 'var(--line)', strokeDasharray: '2,3' }),
      ...lines.map((line, i) =>
        Plot.line(line.behind ?? [], {
          x: 'x',
          y: 'y',
          stroke: colourOf(line, i),
          strokeOpacity: 0.28,
          strokeWidth: 1,
        }),
      ),
      ...lines.map((line, i) => Plot.line(line.points, { x: 'x', y: 'y', stroke: colourOf(line, i), strokeWidth: 2 })),
      ...(dots
        ? lines.map((line, i) =>
            Plot.dot(line.points, {
              x: 'x',
              y: 'y',
              r: 3,
              fill: colourOf(line, i),
              title: ({ x: at, y: value }: Point) => `${line.name}\n${x} ${countText(at)}: ${format(value)}`,
            }),
          )
        : []),
    ],
  })
}

const shown = (value: number): string => String(Number(value.toPrecision(4)))

/** A curve that comes near 0 is seen from 0 on. */
const zeroBased = (values: readonly Point[]): boolean => {
  const least = Math.min(...values.map(({ y }) => y))
  const most = Math.max(...values.map(({ y }) => y))
  return least >= 0 && least < 0.4 * most
}
