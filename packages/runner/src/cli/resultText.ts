import { countOf, countText } from '../countOf.js'
import { durationText } from '../report/numbersText.js'
import type { Finished } from '../run/folder/finishedRun.js'
import { metricsText } from './metricsText.js'
import { cutLines, metricText, table } from './table.js'

export const resultText = ({
  before,
  after,
  folder,
  model,
  seconds,
  processes,
  steps,
  best,
  parts,
  truncated,
}: Finished): string => {
  const rows = [
    ['metric', 'before', ...(after === undefined ? [] : ['after'])],
    ...Object.keys(before).map(name => [
      name,
      metricText(before[name]),
      ...(after === undefined ? [] : [metricText(after[name])]),
    ]),
  ]
  return [
    ...(Object.keys(before).length === 0 ? [] : [table(rows), '']),
    ...(steps === 0
      ? []
      : [
          `${countOf(steps, 'step')} in ${durationText(seconds)}${processes.length < 2 ? '' : ` of ${processes.length} processes`}${best === undefined ? '' : `; kept step ${countText(best.step)}, the best ${best.metric}`}`,
        ]),
    ...(parts === undefined ? [] : [`parts of the last loss: ${metricsText(parts)}`]),
    ...cutLines(truncated),
    model === undefined ? `run     ${folder}` : `model   ${model}`,
    `report  ${folder}/report.html`,
  ].join('\n')
}
