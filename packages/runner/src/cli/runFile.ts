import { basename, extname, resolve } from 'node:path'
import type { Experiment, Problems } from '@siamese/core'
import { type Either, isLeft } from 'fp-ts/lib/Either.js'
import type { Argv } from 'yargs'
import type { PassName } from '../graph/passNames.js'
import { chosenEngine, type EngineChoice, engineOptions, pipelineFile, withOption, withoutOption } from './command.js'
import { chosenKeeping, type KeepingChoice, keepingOptions } from './keepingOptions.js'
import { chosenParallel, type ParallelChoice } from './parallelOption.js'
import { refuse, type Terminal } from './terminal.js'

/** What is said beside a file that is run. */
export interface RunChoice extends EngineChoice, KeepingChoice, ParallelChoice {
  readonly pipeline: string
  readonly with?: readonly string[]
  readonly out?: string
  readonly eager: boolean
  readonly without?: readonly PassName[]
  readonly profile: boolean
}

export const runFileOptions =
  (out: string) =>
  (program: Argv): Argv =>
    withoutOption(
      keepingOptions(withOption(engineOptions(program)))
        .positional('pipeline', { type: 'string', demandOption: true, describe: pipelineFile })
        .option('out', {
          type: 'string',
          nargs: 1,
          describe: `${out}; runs/NAME-N when not written`,
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
    )

/** A program may export the stages that it names. */
const moduleOf = (pipeline: string): readonly string[] => (/\.[cm]?[jt]s$/.test(pipeline) ? [resolve(pipeline)] : [])

/** Runs what a file holds, as `which` takes it. */
export const runFile = async (
  options: RunChoice & { readonly json: boolean },
  to: Terminal,
  args: readonly string[],
  which: (experiment: Experiment) => Either<Problems, Experiment>,
): Promise<number> => {
  const { loadExperiment } = await import('./loadPipeline.js')
  const loaded = await loadExperiment(options.pipeline, options.with)
  if (isLeft(loaded)) return refuse(to, loaded.left, options.json)
  const { experiment, base, own } = loaded.right
  const meant = which(experiment)
  if (isLeft(meant)) return refuse(to, meant.left, options.json)
  const { runExperiment } = await import('./runExperiment.js')
  const { stageModules } = await import('../run/sweep/stageModules.js')
  const { watched } = await import('./watched.js')
  return watched(options, to, watching =>
    runExperiment(meant.right, {
      ...chosenEngine(options),
      ...chosenKeeping(options),
      ...(options.out === undefined ? {} : { out: options.out }),
      eager: options.eager,
      profile: options.profile,
      ...(options.without === undefined ? {} : { without: options.without }),
      name: basename(options.pipeline, extname(options.pipeline)),
      base,
      stages: own,
      command: ['siamese', ...args],
      ...chosenParallel(options),
      modules: stageModules(experiment, own, [...(options.with ?? []), ...moduleOf(options.pipeline)]),
      ...watching,
    })(),
  )
}
