import type { Command } from './command.js'
import { refuse } from './terminal.js'

interface Options {
  readonly folder: string
}

export const initCommand: Command<Options> = {
  words: ['init [folder]'],
  about: 'Begin a project: a pipeline, its data, a lock and scripts, that runs at once',
  options: program =>
    program.positional('folder', { type: 'string', default: '.', describe: 'Where; it is made when it is not there' }),
  run: async ({ folder, json }, to) => {
    const { isLeft } = await import('fp-ts/lib/Either.js')
    const { projectFiles } = await import('./init/projectFiles.js')
    const { writeFiles } = await import('./init/writeFiles.js')
    const files = projectFiles(folder)
    const written = await writeFiles(folder, files)
    if (isLeft(written)) return refuse(to, written.left, json)
    const { nextSteps } = await import('./init/nextSteps.js')
    const next = nextSteps(folder)
    if (json)
      to.out(JSON.stringify({ folder, files: Object.keys(files), next: next.map(([command]) => command) }, null, 2))
    else {
      const { table } = await import('./table.js')
      to.out(`${table(Object.entries(files).map(([path, { about }]) => [path, about]))}\n\nNext:\n`)
      to.out(table(next.map(([command, about]) => [`  ${command}`, about])))
    }
    return 0
  },
}
