import { type RunProcess, spentTogether } from '../../run/folder/processes.js'
import type { ProcessSpent } from '../../run/stopwatch.js'
import { bytesText, durationText, shareText } from '../numbersText.js'
import { type Section, section } from '../page/page.js'
import { quiet, table } from '../page/parts.js'
import type { RunReport } from '../run/runReport.js'

type Profile = NonNullable<RunReport['profile']>

/** Seconds by phase, of each process where there were several, and those of a step by stage where they were measured. */
export const timeSection = (processes: readonly RunProcess[], profile: Profile | undefined): Section =>
  section(
    'Time',
    [
      processes.every(({ seconds }) => seconds.together === 0)
        ? quiet('What the run takes is known once it has evaluated, or kept a checkpoint.')
        : phases(processes),
      profile === undefined
        ? quiet('Where a step spends its time, by stage, is measured with siamese run --profile.')
        : byStage(profile),
    ].join('\n'),
  )

const parts = ['start', 'training', 'evaluation', 'saving'] as const

const phases = (processes: readonly RunProcess[]): string => {
  const { seconds, memory } = spentTogether(processes)
  const each = processes.length < 2 ? [] : processes
  const row = (name: string, of: (spent: ProcessSpent['seconds']) => number, share: string) => [
    name,
    ...each.map(process => durationText(of(process.seconds))),
    durationText(of(seconds)),
    share,
  ]
  return [
    table(
      [
        ['', ...each.map(processName), each.length === 0 ? 'time' : 'all', 'share'],
        ...parts.map(part => row(part, of => of[part], shareText(seconds[part] / seconds.together))),
        row('together', of => of.together, ''),
      ],
      [0],
    ),
    quiet(`${bytesText(memory)} of memory at most`),
    ...(each.length === 0 ? [] : [quiet('Of a process that was killed, the time up to its last line in log.jsonl.')]),
  ].join('\n')
}

const processName = ({ after }: RunProcess): string => (after === 0 ? 'from the beginning' : `from step ${after}`)

const byStage = ({ stages, update, feeding, step, collating, newSizes }: Profile): string => {
  const time = (milliseconds: number) => milliseconds.toFixed(milliseconds < 10 ? 2 : 1)
  return [
    table(
      [
        ['a step, in milliseconds', 'forward', 'backward', 'share'],
        ...stages.map(({ stage, forward, backward }) => [
          stage,
          time(forward),
          time(backward),
          shareText(Math.max(0, (forward + backward) / step)),
        ]),
        ['clipping and optimizer', '', time(update), shareText(Math.max(0, update / step))],
        ['handing a batch over', time(feeding), '', shareText(Math.max(0, feeding / step))],
        ['together', '', time(step), ''],
      ],
      [0],
    ),
    quiet(
      `reading and tokenizing a batch takes ${time(collating)} ms beside that; a batch of sizes that are new takes ${time(newSizes)} ms longer`,
    ),
  ].join('\n')
}
