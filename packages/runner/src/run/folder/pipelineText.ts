import type { PipelineJson } from '@siamese/core'

/** The stages of a pipeline with their settings, as a table in Markdown. */
export const pipelineText = ({ data, stages }: PipelineJson): string =>
  [
    `data: ${data.data}`,
    '',
    '| stage | settings |',
    '|---|---|',
    ...stages.map(({ stage, ...settings }) => `| ${stage} | ${settingsText(settings)} |`),
  ].join('\n')

const settingsText = (settings: Readonly<Record<string, unknown>>): string =>
  Object.entries(settings)
    .map(([name, value]) => `${name}: ${JSON.stringify(value)}`)
    .join(', ')
    .replaceAll('|', '\\|')
