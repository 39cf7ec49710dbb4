import { basename, extname } from 'node:path'
import { isLeft } from 'fp-ts/lib/Either.js'
import type { PassName } from '../graph/passNames.js'
import {
  type Command,
  chosenEngine,
  type EngineChoice,
  engineOptions,
  pipelineFile,
  withOption,
  withoutOption,
} from './command.js'
import { chosenKeeping, type KeepingChoice, keepingOptions } from './keepingOptions.js'
import { refuse } from './terminal.js'

interface Options extends EngineChoice, KeepingChoice {
  readonly pipeline: string
  readonly with?: readonly string[]
  readonly out?: string
  readonly eager: boolean
  readonly without?: readonly PassName[]
  readonly profile: boolean
}

export const runCommand: Command<Options> = {
  words: ['run <pipeline>'],
  about: 'Train and evaluate what a pipeline describes: one, several in sequence, or every point of a sweep',
  options: program =>
    withoutOption(
      keepingOptions(withOption(engineOptions(program)))
        .positional('pipeline', { type: 'string', demandOption: true, describe: pipelineFile })
        .option('out', {
          type: 'string',
          describe: "The run's folder, which must not exist; runs/NAME-N when not written",
        })
        .option('eager', {
          type: 'boolean',
          default: false,
          describe: 'Steps operation by operation, not as one graph',
        })
        .option('profile', {
          type: 'boolean',
          default: false,
          describe: 'Measure first, by stage, where a step spends its time',
        }),
    ),
  run: async (options, to, args) => {
    const { loadExperiment } = await import('./loadPipeline.js')
    const loaded = await loadExperiment(options.pipeline, options.with)
    if (isLeft(loaded)) return refuse(to, loaded.left, options.json)
    const { runExperiment } = await import('./runExperiment.js')
    const { watched } = await import('./watched.js')
    const { experiment, base } = loaded.right
    return watched(options, to, watching =>
      runExperiment(experiment, {
        ...chosenEngine(options),
        ...chosenKeeping(options),
        ...(options.out === undefined ? {} : { out: options.out }),
        eager: options.eager,
        profile: options.profile,
        ...(options.without === undefined ? {} : { without: options.without }),
        name: basename(options.pipeline, extname(options.pipeline)),
        base,
        command: ['siamese', ...args],
        ...watching,
      })(),
    )
  },
}
