import { escaped } from '../escaped.js'

/** Rows of texts under a head, whose names may break behind dots and underscores; all columns but some hold numbers. */
export const table = ([head = [], ...rows]: readonly (readonly string[])[], texts: readonly number[]): string =>
  markupTable([head.map(breaking), ...rows.map(row => row.map(escaped))], texts)

const breaking = (name: string): string => escaped(name).replace(/[._]/g, '$&<wbr>')

/** The same of cells that are markup. */
export const markupTable = (rows: readonly (readonly string[])[], texts: readonly number[]): string => {
  const [head, ...others] = rows
  const cell = (tag: 'th' | 'td') => (markup: string, i: number) =>
    `<${tag}${texts.includes(i) ? '' : ' class="number"'}>${markup}</${tag}>`
  return `<div class="scroll"><table>
<thead><tr>${head!.map(cell('th')).join('')}</tr></thead>
<tbody>
${others.map(row => `<tr>${row.map(cell('td')).join('')}</tr>`).join('\n')}
</tbody>
</table></div>`
}

/** Rows of texts, markup already, that break where there is little room, and stand below one another where there is less. */
export const textsTable = (rows: readonly (readonly string[])[], texts: readonly number[]): string => {
  const [head, ...others] = rows
  const kind = (i: number) => (texts.includes(i) ? '' : ' class="number"')
  return `<table class="texts">
<thead><tr>${head!.map((markup, i) => `<th${kind(i)}>${markup}</th>`).join('')}</tr></thead>
<tbody>
${others.map(row => `<tr>${row.map((markup, i) => `<td${kind(i)} data-name="${head![i]}">${markup}</td>`).join('')}</tr>`).join('\n')}
</tbody>
</table>`
}

/** Names and what is said of each. */
export const definitions = (rows: readonly (readonly [string, string])[]): string =>
  `<dl>\n${rows.map(([name, text]) => `<dt>${escaped(name)}</dt><dd>${escaped(text)}</dd>`).join('\n')}\n</dl>`

/** A drawing with what it shows above it, and what there is to know below it. */
export const figure = (title: string, drawing: string, note = ''): string =>
  `<figure>\n<figcaption>${escaped(title)}</figcaption>\n${drawing}\n${note === '' ? '' : `<p class="quiet">${escaped(note)}</p>\n`}</figure>`

/** Figures beside one another, as many as there is room for. */
export const figures = (all: readonly string[]): string => `<div class="figures">\n${all.join('\n')}\n</div>`

export const quiet = (sentence: string): string => `<p class="quiet">${escaped(sentence)}</p>`

export const warning = (sentence: string): string => `<p class="warning">${escaped(sentence)}</p>`

/** What the colours of drawings mean. */
export const key = (entries: readonly { readonly name: string; readonly colour: string }[]): string =>
  `<p class="key">${entries
    .map(({ name, colour }) => `<span><i style="background:${escaped(colour)}"></i>${escaped(name)}</span>`)
    .join('')}</p>`

/** What few want to see: closed until somebody opens it. */
export const folded = (summary: string, body: string): string =>
  `<details>\n<summary>${escaped(summary)}</summary>\n${body}\n</details>`

/** Numbers that a reader looks for first: each with its name, and a line below. */
export const tiles = (
  all: readonly { readonly name: string; readonly value: string; readonly note?: string }[],
): string =>
  `<div class="tiles">\n${all
    .map(
      ({ name, value, note = '' }) =>
        `<div class="tile"><span>${escaped(name)}</span><strong>${escaped(value)}</strong><span>${escaped(note)}</span></div>`,
    )
    .join('\n')}\n</div>`
