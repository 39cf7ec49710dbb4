import type { Command } from './command.js'
import { parallelHere, parallelOption } from './parallelOption.js'
import { type RunChoice, runFile, runFileOptions } from './runFile.js'

export const sweepCommand: Command<RunChoice> = {
  words: ['sweep <pipeline>'],
  about: 'Run every point of a sweep, or go on with one; metrics by setting, and over seeds mean ± standard deviation',
  options: program =>
    parallelOption(runFileOptions("The sweep's folder; given again, what is not finished goes on")(program)),
  run: async (options, to, args) => {
    const { swept } = await import('./swept.js')
    const { parallel = parallelHere() } = options
    return runFile({ ...options, parallel }, to, args, experiment => swept(options.pipeline, experiment))
  },
}
