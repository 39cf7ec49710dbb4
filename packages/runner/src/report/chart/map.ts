import * as Plot from '@observablehq/plot'
import { draw } from './draw.js'

export interface MapDot {
  readonly x: number
  readonly y: number
  readonly colour: string
  readonly title: string
}

/** A plane of texts; both axes have the same unit. */
export const map = ({
  label,
  axes: [x, y],
  reach,
  dots,
}: {
  readonly label: string
  readonly axes: readonly [string, string]
  /** How far the plane goes from its middle. */
  readonly reach: number
  readonly dots: readonly MapDot[]
}): string =>
  draw({
    label,
    width: 420,
    height: 400,
    marginTop: 24,
    x: { label: x, labelAnchor: 'center', labelArrow: 'none', domain: [-reach, reach], ticks: 5 },
    y: { label: y, labelArrow: 'none', domain: [-reach, reach], ticks: 5 },
    marks: [
      Plot.ruleX([0], { stroke: 'var(--line)' }),
      Plot.ruleY([0], { stroke: 'var(--line)' }),
      Plot.dot(dots, { x: 'x', y: 'y', r: 2.4, fill: 'colour', fillOpacity: 0.65, title: 'title' }),
    ],
  })
