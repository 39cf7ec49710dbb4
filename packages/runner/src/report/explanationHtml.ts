import type { Explanation } from '../run/explain/explain.js'
import { computingRows } from './computingWords.js'
import { estimateRows, howText, lengthText } from './estimateWords.js'
import { durationText } from './numbersText.js'
import { page, type Section, section } from './page/page.js'
import { definitions, quiet, table, warning } from './page/parts.js'
import { pipelineSvg } from './pipelineSvg.js'
import { dataSection } from './section/dataSection.js'
import { stageTable } from './section/stageTable.js'

/** What a run would do, as one page that needs nothing else. */
export const explanationHtml = (explanation: Explanation, title: string): string => {
  const { data, stages, warnings } = explanation
  return page({
    title,
    head: [quiet(summary(explanation)), ...warnings.map(warning)].join('\n'),
    aside: `<h2>Pipeline</h2>\n${pipelineSvg(explanation)}`,
    sections: [
      section('Stages', stageTable(stages)),
      ...data.map(dataSection),
      ...estimateSection(explanation),
      section('Model and engine', definitions(computingRows(explanation))),
      section('Decided', definitions(explanation.decided.map(({ what, is }) => [what, is] as const))),
    ],
  })
}

const summary = ({ data, model, engine, estimate }: Explanation): string =>
  [
    `${data.map(({ name }) => name).join(', ')} · ${model.name} · ${engine.name} engine`,
    ...(estimate === undefined ? [] : [`a run takes about ${durationText(estimate.seconds.together)}`]),
  ].join(' · ')

const estimateSection = ({ estimate, lastRun }: Explanation): readonly Section[] =>
  estimate === undefined && lastRun === undefined
    ? []
    : [
        section(
          'A run',
          [
            table(estimateRows(estimate, lastRun), [0]),
            ...[
              ...(lastRun === undefined ? [] : [`the last run of this pipeline: ${lastRun.folder}`]),
              ...(estimate === undefined ? [] : [lengthText(estimate), howText(estimate)]),
            ].map(quiet),
          ].join('\n'),
        ),
      ]
