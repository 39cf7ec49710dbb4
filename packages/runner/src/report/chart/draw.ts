import * as Plot from '@observablehq/plot'
import { parseHTML } from 'linkedom'

/** How a chart is drawn, and what it shows, for who cannot see it. */
export interface Chart extends Plot.PlotOptions {
  readonly label: string
}

/** A chart as SVG, drawn here so that a page needs no script. Colours are the page's: `var(--after)`. */
export const draw = ({ label, ...options }: Chart): string => {
  const { document } = parseHTML('<!doctype html><html><body></body></html>')
  const drawn = Plot.plot({
    width: 420,
    height: 280,
    marginLeft: 52,
    marginRight: 14,
    marginTop: 26,
    marginBottom: 42,
    ariaLabel: label,
    document: document as never, // a document of its own, as far as the library asks
    ...options,
  })
  drawn.setAttribute('class', 'chart')
  drawn.setAttribute('role', 'img')
  return short(drawn.outerHTML.replace(/<style>.*?<\/style>/s, ''))
}

/** Nobody sees the third digit behind the point of a pixel. Texts stand between tags, which escape their `>`. */
const short = (svg: string): string =>
  svg.replace(/<[^>]*>/g, tag => tag.replace(/(\d+\.\d)\d+/g, (_, kept: string) => String(Number(kept))))
