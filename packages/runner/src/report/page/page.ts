import { version } from '../../version.js'
import { escaped } from '../escaped.js'
import { pageCss } from './pageCss.js'

/** A part of a page: its title, and its markup. */
export interface Section {
  readonly title: string
  readonly body: string
}

/** A page: texts are plain, bodies are markup that is made already. */
export interface Page {
  readonly title: string
  /** Under the title. */
  readonly head: string
  /** What stays beside the sections where there is room. */
  readonly aside?: string
  readonly sections: readonly Section[]
  readonly css?: string
}

/** One file that needs nothing else: no script, nothing fetched; light and dark as the reader's system is. */
export const page = ({ title, head, aside, sections, css = '' }: Page): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escaped(title)}</title>
<style>
${pageCss}${css}
</style>
</head>
<body>
<main${aside === undefined ? '' : ' class="beside"'}>
<header>
<h1>${escaped(title)}</h1>
${head}
</header>
${aside === undefined ? '' : `<div class="drawing">\n${aside}\n</div>\n`}<div class="sections">
${sections.map(drawn).join('\n')}
</div>
<footer>siamese ${escaped(version)}</footer>
</main>
</body>
</html>
`

export const section = (title: string, ...body: readonly string[]): Section => ({ title, body: body.join('\n') })

const drawn = ({ title, body }: Section): string =>
  `<section id="${escaped(placeOf(title))}">\n<h2>${escaped(title)}</h2>\n${body}\n</section>`

/** Links to sections. */
export const contents = (sections: readonly Section[]): string =>
  `<nav>${sections.map(({ title }) => `<a href="#${escaped(placeOf(title))}">${escaped(title)}</a>`).join('')}</nav>`

const placeOf = (title: string): string =>
  title
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
    .replaceAll(/^-|-$/g, '')
