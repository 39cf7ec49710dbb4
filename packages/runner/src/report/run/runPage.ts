import type { ExplainedData } from '../../run/explain/dataFacts.js'
import type { ExplainedStage } from '../../run/explain/stages.js'
import { spentTogether } from '../../run/folder/processes.js'
import { countText, durationText } from '../numbersText.js'
import { contents, page, section } from '../page/page.js'
import { definitions, folded, quiet, tiles, warning } from '../page/parts.js'
import { pipelineSvg } from '../pipelineSvg.js'
import { dataSection } from '../section/dataSection.js'
import { changeText, evaluationSection, metricText } from '../section/evaluationSection.js'
import { mapSection } from '../section/mapSection.js'
import { neighbourSection } from '../section/neighbourSection.js'
import { pairSection } from '../section/pairSection.js'
import { environmentSection, reproduceSection } from '../section/reproduceSection.js'
import { spectrumSection } from '../section/spectrumSection.js'
import { stageTable } from '../section/stageTable.js'
import { timeSection } from '../section/timeSection.js'
import { trainingSection } from '../section/trainingSection.js'
import { worstSection } from '../section/worstSection.js'
import type { RunRecord } from './runRecord.js'
import { stateText } from './stateText.js'

/** What happened in a run, as one page that needs nothing else; what its folder does not have is said in a line. */
export const runPage = (record: RunRecord): string => {
  const { folder, report, processes, samples } = record
  const best = bestOf(record)
  const stages = (report?.of.stages ?? []) as readonly ExplainedStage[]
  const data = (report?.of.data ?? []) as readonly ExplainedData[]
  const embedded = samples.filter(({ at }) => at.before !== undefined || at.after !== undefined)
  const sections = [
    evaluationSection(record, best),
    trainingSection(record),
    ...(embedded.length === 0
      ? [section('Embeddings', quiet('No embeddings were kept of this run, or they are no finite numbers.'))]
      : []),
    ...embedded.flatMap(sampled => [
      pairSection(sampled),
      mapSection(sampled),
      spectrumSection(sampled),
      worstSection(sampled),
      neighbourSection(sampled),
    ]),
    ...data.map(dataSection),
    ...(report === undefined
      ? [section('Pipeline', quiet('The folder has no report.json, so stages and data are not described.'))]
      : [
          section(
            'Stages',
            [
              stageTable(stages),
              folded(
                'What was decided without being told',
                definitions(report.of.decided.map(({ what, is }) => [what, is] as const)),
              ),
            ].join('\n'),
          ),
        ]),
    timeSection(processes, report?.profile),
    environmentSection(record),
    reproduceSection(record),
  ]
  return page({
    title: folder,
    head: [
      quiet(headline(record)),
      ...[...(report?.warnings ?? []), ...record.unread].map(warning),
      tiles(numbersOf(record, best)),
      contents(sections),
    ].join('\n'),
    ...(report === undefined ? {} : { aside: `<h2>Pipeline</h2>\n${pipelineSvg({ stages, data })}` }),
    sections,
  })
}

const headline = (record: RunRecord): string => {
  const { report } = record
  const of = report === undefined ? [] : [report.of.data.map(({ name }) => name).join(', '), report.of.model.name]
  return [...of, stateText(record)].join(' · ')
}

/** The metric that chooses the weights, as `train` says it. */
const bestOf = ({ report }: RunRecord): string | undefined => {
  const train = report?.of.stages.find(({ written }) => typeof written.best === 'string')
  return train === undefined ? undefined : String(train.written.best)
}

/** At most four numbers: the metrics that matter, steps and time. */
const numbersOf = ({ evaluations, steps, processes, report }: RunRecord, best: string | undefined) => {
  const before = evaluations.find(({ moment }) => moment === 'before')?.metrics ?? {}
  const last = evaluations.findLast(({ moment }) => moment === 'after') ?? evaluations.at(-1)
  const names = Object.keys(last?.metrics ?? {})
  const main = best ?? names.find(name => name.includes('spearman')) ?? names[0]
  const metric = main?.split('.').at(-1)
  const spent = spentTogether(processes)
  const test = names.find(name => name !== main && name.endsWith(`test.${metric}`))
  const wanted = [...(main === undefined ? [] : [main]), ...(test === undefined ? [] : [test])]
  return [
    ...wanted
      .filter(name => name in (last?.metrics ?? {}))
      .map(name => ({
        name: name.replaceAll('_', ' '),
        value: metricText(last!.metrics[name]!),
        ...(name in before && last!.moment !== 'before'
          ? { note: `${metricText(before[name]!)} before, ${changeText(before[name]!, last!.metrics[name]!)}` }
          : {}),
      })),
    ...(steps.length === 0
      ? []
      : [
          {
            name: 'steps',
            value: countText(steps.at(-1)!.step),
            note: `loss ${steps.at(-1)!.loss.toPrecision(3)} in the last`,
          },
        ]),
    ...(spent.seconds.together === 0
      ? []
      : [
          { name: 'time', value: durationText(spent.seconds.together), note: `${report?.of.engine.name ?? ''} engine` },
        ]),
  ]
}
