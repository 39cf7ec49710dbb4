import type { Took } from '../../run/estimate/estimateFile.js'
import { bytesText, durationText, shareText } from '../numbersText.js'
import { type Section, section } from '../page/page.js'
import { quiet, table } from '../page/parts.js'
import type { RunReport } from '../run/runReport.js'

type Profile = NonNullable<RunReport['profile']>

/** Seconds by phase, and those of a step by stage where they were measured. */
export const timeSection = (took: Took | undefined, profile: Profile | undefined): Section =>
  section(
    'Time',
    [
      took === undefined ? quiet('What the run took is known when it has finished.') : phases(took),
      profile === undefined
        ? quiet('Where a step spends its time, by stage, is measured with siamese run --profile.')
        : byStage(profile),
    ].join('\n'),
  )

const parts = ['start', 'training', 'evaluation', 'saving'] as const

const phases = ({ seconds, memory }: Took): string =>
  [
    table(
      [
        ['', 'time', 'share'],
        ...parts.map(part => [part, durationText(seconds[part]), shareText(seconds[part] / seconds.together)]),
        ['together', durationText(seconds.together), ''],
      ],
      [0],
    ),
    ...(memory === undefined ? [] : [quiet(`${bytesText(memory)} of memory at most`)]),
  ].join('\n')

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
