import { right } from 'fp-ts/lib/Either.js'
import type { Command } from './command.js'
import { type RunChoice, runFile, runFileOptions } from './runFile.js'

export const runCommand: Command<RunChoice> = {
  words: ['run <pipeline>'],
  about: 'Train and evaluate what a pipeline describes: one, several in sequence, or every point of a sweep',
  options: runFileOptions("The run's folder, which must not exist, but for a sweep's, which goes on"),
  run: (options, to, args) => runFile(options, to, args, right),
}
