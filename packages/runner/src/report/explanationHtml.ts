import type { Explanation } from '../run/explain/explain.js'
import type { ExplainedStage } from '../run/explain/stages.js'
import { version } from '../version.js'
import { computingRows } from './computingWords.js'
import { columnText, lengthSentences, splitCells, splitHead } from './dataWords.js'
import { escaped } from './escaped.js'
import { estimateRows, howText, lengthText } from './estimateWords.js'
import { explanationCss } from './explanationCss.js'
import { histogramSvg } from './histogramSvg.js'
import { countText, durationText, shareText } from './numbersText.js'
import { pipelineSvg } from './pipelineSvg.js'
import { flowText, legend, settingsOfStage } from './stageWords.js'

/** What a run would do, as one page that needs nothing else. */
export const explanationHtml = (explanation: Explanation, title: string): string => {
  const { data, stages, warnings } = explanation
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escaped(title)}</title>
<style>
${explanationCss}
</style>
</head>
<body>
<main>
<header>
<h1>${escaped(title)}</h1>
<p class="quiet">${escaped(summary(explanation))}</p>
${warnings.map(sentence => `<p class="warning">${escaped(sentence)}</p>`).join('\n')}
</header>
<div class="drawing">
<h2>Pipeline</h2>
${pipelineSvg(explanation)}
</div>
<div class="sections">
${section('Stages', stageTable(stages))}
${data.map(dataSection).join('\n')}
${estimateSection(explanation)}
${section('Model and engine', definitions(computingRows(explanation)))}
${section('Decided', definitions(explanation.decided.map(({ what, is }) => [what, is] as const)))}
</div>
<footer>siamese ${escaped(version)}</footer>
</main>
</body>
</html>
`
}

const section = (title: string, body: string): string => `<section>\n<h2>${escaped(title)}</h2>\n${body}\n</section>`

const summary = ({ data, model, engine, estimate }: Explanation): string =>
  [
    `${data.map(({ name }) => name).join(', ')} · ${model.name} · ${engine.name} engine`,
    ...(estimate === undefined ? [] : [`a run takes about ${durationText(estimate.seconds.together)}`]),
  ].join(' · ')

const stageTable = (stages: readonly ExplainedStage[]): string => `<table class="stages">
<thead><tr><th>stage</th><th>what flows out</th><th class="number">parameters</th><th class="number">trained</th><th>settings</th></tr></thead>
<tbody>
${stages.map(stageRow).join('\n')}
</tbody>
</table>
${legend(stages)
  .map(text => `<p class="quiet">${escaped(text)}</p>`)
  .join('\n')}`

const stageRow = (stage: ExplainedStage): string => {
  const { gives, metrics, parameters, trained } = stage
  const flows = [...gives.map(flowText), ...metrics]
  const settings = settingsOfStage(stage).map(({ text, filled }) =>
    filled ? `<span class="filled">·${escaped(text)}</span>` : escaped(text),
  )
  return `<tr><td><code>${escaped(stage.stage)}</code></td><td>${flows.map(escaped).join('<br>')}</td>${number('parameters', parameters === 0 ? '' : countText(parameters))}${number('trained', parameters === 0 ? '' : shareText(trained / parameters))}<td>${settings.join(', ')}</td></tr>`
}

const number = (name: string, text: string): string =>
  `<td class="number" data-name="${escaped(name)}">${escaped(text)}</td>`

const dataSection = ({ name, columns, splits }: Explanation['data'][number]): string =>
  section(
    `Data: ${name}`,
    [
      definitions(columns.map(column => [column.name, columnText(column)] as const)),
      numbers([splitHead, ...splits.map(splitCells)], [0, 2]),
      ...lengthSentences(splits).map(text => `<p class="quiet">${escaped(text)}</p>`),
      ...splits.flatMap(({ split, texts }) =>
        texts === undefined
          ? []
          : [
              `<figure>\n<figcaption>tokens of the ${countText(texts.texts)} texts of ${escaped(split)} (${escaped(texts.columns.join(', '))}); the median lies in the marked bar</figcaption>\n${histogramSvg(texts, `Lengths of the texts of ${split}`)}\n</figure>`,
            ],
      ),
    ].join('\n'),
  )

const estimateSection = ({ estimate, lastRun }: Explanation): string =>
  estimate === undefined && lastRun === undefined
    ? ''
    : section(
        'A run',
        [
          numbers(estimateRows(estimate, lastRun), [0]),
          ...[
            ...(lastRun === undefined ? [] : [`the last run of this pipeline: ${lastRun.folder}`]),
            ...(estimate === undefined ? [] : [lengthText(estimate), howText(estimate)]),
          ].map(text => `<p class="quiet">${escaped(text)}</p>`),
        ].join('\n'),
      )

/** Rows under a head; all columns but some hold numbers. */
const numbers = (rows: readonly (readonly string[])[], texts: readonly number[]): string => {
  const [head, ...others] = rows
  const cell = (tag: 'th' | 'td') => (text: string, i: number) =>
    `<${tag}${texts.includes(i) ? '' : ' class="number"'}>${escaped(text)}</${tag}>`
  return `<div class="scroll"><table>
<thead><tr>${head!.map(cell('th')).join('')}</tr></thead>
<tbody>
${others.map(row => `<tr>${row.map(cell('td')).join('')}</tr>`).join('\n')}
</tbody>
</table></div>`
}

const definitions = (rows: readonly (readonly [string, string])[]): string =>
  `<dl>\n${rows.map(([name, text]) => `<dt>${escaped(name)}</dt><dd>${escaped(text)}</dd>`).join('\n')}\n</dl>`
