import { isLeft } from 'fp-ts/lib/Either.js'
import type { Command } from './command.js'
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
      to.out(
        table([
          ['run', 'state', 'began', 'steps', 'best', '', 'at step'],
          ...listed.right.map(({ folder: own, state, began, steps, best }) => [
            own,
            state,
            began === undefined ? '' : began.slice(0, 16).replace('T', ' '),
            String(steps),
            best?.metric ?? '',
            metricText(best?.value),
            best === undefined ? '' : String(best.step),
          ]),
        ]),
      )
      for (const { folder: own, unread = [] } of listed.right) for (const each of unread) to.out(`${own}: ${each}`)
    }
    return 0
  },
}
