import { escaped } from '../escaped.js'
import type { Point } from '../numbers/thinned.js'

const [width, height, edge] = [110, 22, 3]

/** A curve as small as a word. */
export const sparkline = (points: readonly Point[], name: string): string => {
  const known = points.filter(({ y }) => Number.isFinite(y))
  if (known.length < 2) return ''
  const [left, right] = [known[0]!.x, known.at(-1)!.x]
  const [least, most] = [Math.min(...known.map(({ y }) => y)), Math.max(...known.map(({ y }) => y))]
  const at = ({ x, y }: Point): readonly [string, string] => [
    (edge + ((width - 2 * edge) * (x - left)) / (right - left || 1)).toFixed(1),
    (height - edge - ((height - 2 * edge) * (y - least)) / (most - least || 1)).toFixed(1),
  ]
  const [endX, endY] = at(known.at(-1)!)
  return `<svg class="sparkline" viewBox="0 0 ${width} ${height}" role="img" aria-label="${escaped(name)} while training"><polyline points="${known
    .map(point => at(point).join(','))
    .join(' ')}"/><circle cx="${endX}" cy="${endY}" r="2.5"/><title>${escaped(
    known
      .map(({ x, y }) => `step ${x}: ${Number(y.toPrecision(4))}`)
      .slice(0, 40)
      .join('\n'),
  )}</title></svg>`
}
