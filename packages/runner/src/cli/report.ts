import { relative } from 'node:path'
import { isLeft } from 'fp-ts/lib/Either.js'
import type { Command } from './command.js'
import { refuse } from './terminal.js'

interface Options {
  readonly run: string
  readonly out?: string
}

export const reportCommand: Command<Options> = {
  words: ['report <run>'],
  about: 'Write the page of a run again, from its folder: also of one that goes on, or has stopped',
  options: program =>
    program
      .positional('run', {
        type: 'string',
        demandOption: true,
        describe: "A run's folder; of a sequence or a sweep, each of its runs gets its page",
      })
      .option('out', { type: 'string', nargs: 1, describe: 'A file; report.html in the folder when not written' }),
  run: async ({ run, out, json }, to) => {
    const { writeReport } = await import('../report/run/writeReport.js')
    const { runsIn } = await import('../run/runsIn.js')
    const folders = out === undefined ? await runsIn(run) : [run]
    const pages: string[] = []
    for (const folder of folders) {
      const page = await writeReport(folder, out)()
      if (isLeft(page)) return refuse(to, page.left, json)
      pages.push(page.right)
      if (!json) to.out(relative('.', page.right))
    }
    if (json) to.out(JSON.stringify({ pages }, null, 2))
    return 0
  },
}
