import { isLeft } from 'fp-ts/lib/Either.js'
import { countText } from '../countOf.js'
import type { ListedRun } from '../run/runs/listRuns.js'
import type { Command } from './command.js'
import { columnsOf } from './live/fitted.js'
import { metricText, table } from './table.js'
import { refuse } from './terminal.js'

interface Options {
  readonly folder: string
}

export const runsCommand: Command<Options> = {
  words: ['runs [folder]'],
  about: 'List runs with their state and best metric',
  options: program =>
    program.positional('folder', { type: 'string', default: 'runs', describe: 'The folder that the runs are in' }),
  run: async ({ folder, json }, to) => {
    const { listRuns } = await import('../run/runs/listRuns.js')
    const listed = await listRuns(folder)()
    if (isLeft(listed)) return refuse(to, listed.left, json)
    if (json) to.out(JSON.stringify(listed.right, null, 2))
    else if (listed.right.length === 0) to.out(`${folder} has no runs`)
    else {
      to.out(runsText(listed.right, to.width))
      for (const { folder: own, unread = [] } of listed.right)
        for (const each of unread) to.out(each.startsWith(own) ? each : `${own}: ${each}`)
    }
    return 0
  },
}

/** As much as a terminal is wide enough for, `leftOut` first: `--json` has it all. */
export const runsText = (runs: readonly ListedRun[], width: number): string => {
  const rows = runRows(runs)
  const texts = [0, 1, 2, 3].map(count => {
    const kept = rows[0]!.map(name => !leftOut.slice(0, count).includes(name))
    return table(rows.map(row => row.filter((_, column) => kept[column])))
  })
  return texts.find(text => text.split('\n').every(line => columnsOf(line) <= width)) ?? texts.at(-1)!
}
const leftOut = ['at step', 'began', 'steps']

/** Where all runs are judged by one metric its name stands once, above its values. */
const runRows = (runs: readonly ListedRun[]): readonly (readonly string[])[] => {
  const metrics = [...new Set(runs.flatMap(({ best }) => (best === undefined ? [] : [best.metric])))]
  const only = metrics.length === 1 ? metrics[0] : undefined
  return [
    ['run', 'state', 'began', 'steps', ...(only === undefined ? ['best', 'value'] : [`best ${only}`]), 'at step'],
    ...runs.map(({ folder, state, began, steps, best, unread }) => [
      folder,
      unread === undefined ? state : `${state}, read in part`,
      began === undefined ? '' : began.slice(0, 16).replace('T', ' '),
      countText(steps),
      ...(only === undefined ? [best?.metric ?? ''] : []),
      metricText(best?.value),
      best === undefined ? '' : countText(best.step),
    ]),
  ]
}
