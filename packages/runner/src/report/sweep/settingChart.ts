import * as Plot from '@observablehq/plot'
import type { Spread } from '../../run/sweep/spread.js'
import { draw } from '../chart/draw.js'
import { spreadText } from './spreadText.js'

/** Values of a metric where all but one setting are the same. */
export interface Series {
  readonly name: string
  readonly colour: string
  readonly dots: readonly Dot[]
}
interface Dot extends Spread {
  /** The value of the setting, in words: rates of very different sizes and names stand equally far apart. */
  readonly at: string
}

/** A metric over the values of a setting: means, and a line from one deviation below to one above. */
export const settingChart = (label: string, x: string, y: string, series: readonly Series[]): string => {
  const finite = series.map(each => ({ ...each, dots: each.dots.filter(({ mean }) => Number.isFinite(mean)) }))
  return draw({
    label,
    x: {
      type: 'point',
      domain: [...new Set(series.flatMap(({ dots }) => dots.map(({ at }) => at)))],
      label: x,
      labelAnchor: 'center',
      labelArrow: 'none',
      padding: 0.5,
    },
    y: { label: y, labelArrow: 'none', grid: true, nice: true, ticks: 5 },
    marks: finite.flatMap(({ name, colour, dots }) => [
      Plot.ruleX(
        dots.filter(({ deviation }) => deviation !== undefined && Number.isFinite(deviation)),
        { x: 'at', y1: low, y2: high, stroke: colour, strokeWidth: 1.5, strokeOpacity: 0.6 },
      ),
      Plot.line(dots, { x: 'at', y: 'mean', stroke: colour, strokeOpacity: 0.4 }),
      Plot.dot(dots, {
        x: 'at',
        y: 'mean',
        r: 3.5,
        fill: colour,
        title: (dot: Dot) => [name, `${dot.at}: ${spreadText(dot)}`].filter(each => each !== '').join('\n'),
      }),
    ]),
  })
}

const low = ({ mean, deviation = 0 }: Dot): number => mean - deviation
const high = ({ mean, deviation = 0 }: Dot): number => mean + deviation
