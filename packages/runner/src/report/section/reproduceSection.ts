import { computingRows } from '../computingWords.js'
import { escaped } from '../escaped.js'
import { type Section, section } from '../page/page.js'
import { definitions, folded, quiet } from '../page/parts.js'
import type { RunRecord } from '../run/runRecord.js'

/** What the numbers depend on. */
export const environmentSection = ({ report, manifest }: RunRecord): Section => {
  const facts = report?.of.engine.facts
  const rows = [
    ...(report === undefined ? [] : computingRows(report.of)),
    ...(facts === undefined
      ? []
      : [
          [
            'machine',
            `${facts.processor}, ${facts.platform}${facts.simd.length === 0 ? '' : `; ${facts.simd.join(', ')}`}`,
          ] as const,
          ['engine from', facts.origin] as const,
        ]),
    ...(manifest === undefined
      ? []
      : [
          ['siamese', manifest.siamese] as const,
          ...(manifest.commit === undefined ? [] : [['git commit', manifest.commit] as const]),
          ...(manifest.precision === undefined ? [] : [['precision', manifest.precision] as const]),
          ...(manifest.seed === undefined ? [] : [['seed', String(manifest.seed)] as const]),
        ]),
    ...(report === undefined ? [] : [['began', report.began.replace('T', ' ').replace(/\.\d+Z$/, ' UTC')] as const]),
  ]
  return section('Environment', rows.length === 0 ? quiet('The folder does not say.') : definitions(rows))
}

/** The commands, and the pipeline and hashes that they go by. */
export const reproduceSection = ({ folder, manifest }: RunRecord): Section => {
  if (manifest === undefined) return section('Reproduce', quiet('The folder has no manifest.json that can be read.'))
  const { command, pipeline, hashes } = manifest
  return section(
    'Reproduce',
    [
      `<pre>${[`siamese reproduce ${quoted(folder)}`, ...(command.length === 0 ? [] : [`# it was run by`, command.map(quoted).join(' ')])].map(escaped).join('\n')}</pre>`,
      folded('The pipeline', `<pre>${escaped(JSON.stringify(pipeline, null, 2))}</pre>`),
      folded(
        'Hashes (sha256) of what it read',
        definitions(Object.entries(hashes).map(([name, hash]) => [name, hash] as const)),
      ),
    ].join('\n'),
  )
}

/** As a shell reads it. */
const quoted = (word: string): string => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`)
