import { escaped } from './escaped.js'

/** One line of a chart. */
export interface Line {
  readonly name: string
  readonly points: readonly { readonly x: number; readonly y: number }[]
}
const [width, height, left, bottom, top] = [640, 240, 56, 28, 12]
/** Told apart also where colours are not. */
const strokes = ['', '6 3', '2 3', '8 3 2 3']
export const colourOf = (line: number): string => `hsl(${(line * 137 + 211) % 360} 60% 50%)`
export const strokeOf = (line: number): string => strokes[line % strokes.length]!

/** Lines over one pair of axes; `marks` puts a point at each number. */
export const curvesSvg = (
  title: string,
  xName: string,
  lines: readonly Line[],
  marks: 'points' | 'no points',
): string => {
  const points = lines.flatMap(each => each.points).filter(({ x, y }) => Number.isFinite(x) && Number.isFinite(y))
  if (points.length === 0) return ''
  const [xs, ys] = [rangeOf(points.map(({ x }) => x)), rangeOf(points.map(({ y }) => y))]
  const atX = (x: number) => (left + ((x - xs.least) / xs.span) * (width - left - 12)).toFixed(1)
  const atY = (y: number) => (height - bottom - ((y - ys.least) / ys.span) * (height - bottom - top)).toFixed(1)
  const drawn = lines.map(({ name, points: own }, i) => {
    const path = own.filter(({ y }) => Number.isFinite(y)).map(({ x, y }) => `${atX(x)},${atY(y)}`)
    const colour = colourOf(i)
    const dots =
      marks === 'points'
        ? path.map(at => `<circle cx="${at.split(',')[0]}" cy="${at.split(',')[1]}" r="3" fill="${colour}"/>`)
        : []
    return `<g><title>${escaped(name)}</title><polyline fill="none" stroke="${colour}" stroke-width="1.6" stroke-dasharray="${strokeOf(i)}" points="${path.join(' ')}"/>${dots.join('')}</g>`
  })
  return `<figure><figcaption>${escaped(title)}</figcaption><svg viewBox="0 0 ${width} ${height}" role="img" aria-label="${escaped(title)}">
<line x1="${left}" y1="${height - bottom}" x2="${width - 12}" y2="${height - bottom}" stroke="currentColor" opacity=".4"/>
<line x1="${left}" y1="${top}" x2="${left}" y2="${height - bottom}" stroke="currentColor" opacity=".4"/>
${[ys.least, ys.least + ys.span / 2, ys.least + ys.span].map(y => `<text x="${left - 6}" y="${atY(y)}" text-anchor="end" dominant-baseline="middle">${short(y)}</text>`).join('')}
${[xs.least, xs.least + xs.span].map((x, i) => `<text x="${atX(x)}" y="${height - bottom + 16}" text-anchor="${i === 0 ? 'start' : 'end'}">${short(x)}</text>`).join('')}
<text x="${(width + left) / 2}" y="${height - 6}" text-anchor="middle">${escaped(xName)}</text>
${drawn.join('\n')}
</svg></figure>`
}

const rangeOf = (values: readonly number[]) => {
  const least = values.reduce((a, b) => Math.min(a, b))
  const most = values.reduce((a, b) => Math.max(a, b))
  return { least, span: most === least ? 1 : most - least }
}
const short = (value: number): string =>
  value !== 0 && Math.abs(value) < 1e-3 ? value.toExponential(1) : String(Number(value.toPrecision(4)))
