import type { ExplainedStage } from '../../run/explain/stages.js'
import { escaped } from '../escaped.js'
import { countText, shareText } from '../numbersText.js'
import { quiet } from '../page/parts.js'
import { flowText, legend, settingsOfStage } from '../stageWords.js'

/** The stages in order, what flows out of each, its parameters and settings. */
export const stageTable = (stages: readonly ExplainedStage[]): string => `<table class="stages">
<thead><tr><th>stage</th><th>what flows out</th><th class="number">parameters</th><th class="number">trained</th><th>settings</th></tr></thead>
<tbody>
${stages.map(stageRow).join('\n')}
</tbody>
</table>
${legend(stages).map(quiet).join('\n')}`

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
