import { escaped } from './escaped.js'

/** One page that needs nothing else: no script, no network, light and dark as the reader's system is. */
export const plainPage = (title: string, parts: readonly string[]): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escaped(title)}</title>
<style>
:root{color-scheme:light dark}
body{font:15px/1.5 system-ui,sans-serif;max-width:960px;margin:24px auto;padding:0 16px;overflow-wrap:anywhere}
table{border-collapse:collapse;margin:12px 0;font-size:14px}th,td{text-align:left;padding:4px 14px 4px 0;border-bottom:1px solid color-mix(in srgb,currentColor 20%,transparent)}
td.number{text-align:right;font-variant-numeric:tabular-nums}
figure{margin:20px 0}figcaption{font-weight:600}svg{display:block;width:100%;max-width:720px;height:auto;font:12px system-ui,sans-serif}svg text{fill:currentColor}
.key{display:inline-block;width:2em;height:.7em;vertical-align:baseline}
</style>
</head>
<body>
<h1>${escaped(title)}</h1>
${parts.join('\n')}
</body>
</html>
`

/** Cells that are numbers stand to the right. */
export const htmlTable = (rows: readonly (readonly string[])[]): string => {
  const [head = [], ...body] = rows
  const cell = (text: string) =>
    `<td${/^[-+−]?[\d.,]+(e-?\d+)?$/.test(text) ? ' class="number"' : ''}>${escaped(text)}</td>`
  return `<table><thead><tr>${head.map(text => `<th>${escaped(text)}</th>`).join('')}</tr></thead><tbody>${body
    .map(row => `<tr>${row.map(cell).join('')}</tr>`)
    .join('')}</tbody></table>`
}
