import { type Command, pipelineFile, withOption } from './command.js'

interface Options {
  readonly pipelines: readonly string[]
  readonly with?: readonly string[]
  readonly verbose: boolean
  readonly watch: boolean
}

export const checkCommand: Command<Options> = {
  words: ['check <pipelines..>'],
  about: 'Say everything that is wrong with pipelines, without running them',
  options: program =>
    withOption(program)
      .positional('pipelines', { type: 'string', array: true, demandOption: true, describe: pipelineFile })
      .option('watch', {
        type: 'boolean',
        default: false,
        describe: 'Check again whenever a file changes that it depends on; Ctrl-C ends',
      })
      .option('verbose', { type: 'boolean', default: false, describe: "Also what TypeScript's compiler said itself" }),
  run: async ({ pipelines, with: names = [], json, verbose, watch }, to) => {
    if (watch) {
      const { watchFiles } = await import('./check/watchFiles.js')
      return watchFiles(pipelines, { names, json, verbose }, to)
    }
    const { checkFiles } = await import('./check/checkFiles.js')
    const checked = await checkFiles(pipelines, names)
    const { reportOf, tell } = await import('./check/report.js')
    return tell(reportOf(checked, verbose), { json }, to)
  },
}
