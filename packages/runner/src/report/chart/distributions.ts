import * as Plot from '@observablehq/plot'
import { draw } from './draw.js'

/** Numbers of one kind, which are compared with those of the others. */
export interface Series {
  readonly name: string
  readonly values: readonly number[]
  readonly colour: string
}

/** Distributions one over the other, each with the same area. */
export const distributions = ({
  label,
  x,
  range: [least, most],
  series,
}: {
  readonly label: string
  readonly x: string
  readonly range: readonly [number, number]
  readonly series: readonly Series[]
}): string => {
  const bins = 36
  const width = (most - least) / bins
  const shapes = series.map(each => {
    const shares = new Array<number>(bins).fill(0)
    for (const value of each.values)
      shares[Math.min(bins - 1, Math.max(0, Math.floor((value - least) / width)))]! += 1 / each.values.length
    return { ...each, points: shares.map((share, i) => ({ x: least + width * (i + 0.5), y: 100 * share })) }
  })
  return draw({
    label,
    x: { label: x, labelAnchor: 'center', labelArrow: 'none', domain: [least, most], ticks: 6 },
    y: { label: 'share of pairs (%)', labelArrow: 'none', grid: true, zero: true, nice: true, ticks: 4 },
    marks: [
      ...shapes.map(({ points, colour }) =>
        Plot.areaY(points, { x: 'x', y: 'y', fill: colour, fillOpacity: 0.14, curve: 'monotone-x' }),
      ),
      ...shapes.map(({ points, colour }) =>
        Plot.lineY(points, { x: 'x', y: 'y', stroke: colour, strokeWidth: 1.8, curve: 'monotone-x' }),
      ),
      ...shapes.map(({ name, values, colour }) =>
        Plot.ruleX([values.reduce((sum, value) => sum + value, 0) / values.length], {
          stroke: colour,
          strokeDasharray: '3,3',
          title: (mean: number) => `${name}: on average ${mean.toFixed(3)}`,
        }),
      ),
    ],
  })
}
