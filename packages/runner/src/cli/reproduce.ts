import { isLeft, right } from 'fp-ts/lib/Either.js'
import { type Command, chosenEngine, type EngineChoice, engineOptions, withOption } from './command.js'
import { refuse } from './terminal.js'

interface Options extends EngineChoice {
  readonly run: string
  readonly with?: readonly string[]
  readonly out?: string
  readonly base?: string
  readonly tolerance: number
}

/** The exit code where the two runs differ, as that of `diff --exit-code`. */
const differ = 3

export const reproduceCommand: Command<Options> = {
  words: ['reproduce <run>'],
  about: 'Run again from the manifest of a run, and say whether the same came of it: 3 is the exit code where not',
  options: program =>
    withOption(engineOptions(program))
      .positional('run', { type: 'string', demandOption: true, describe: "A run's folder, or a manifest alone" })
      .option('out', { type: 'string', nargs: 1, describe: "The second run's folder, which must not exist" })
      .option('base', {
        type: 'string',
        nargs: 1,
        describe: 'Where relative paths of the pipeline start, if not where they did',
      })
      .option('tolerance', {
        type: 'number',
        default: 1e-3,
        describe: 'Differences up to here, absolute or in proportion, are within tolerance',
      }),
  run: async (options, to, args) => {
    const { stagesFor } = await import('./knownStages.js')
    const own = await stagesFor(process.cwd(), options.with)
    if (isLeft(own)) return refuse(to, own.left, options.json)
    const { reproduce } = await import('../run/reproduce/reproduce.js')
    const { reproductionText } = await import('./reproductionText.js')
    const { watched } = await import('./watched.js')
    return watched(options, to, async watching => {
      const done = await reproduce(options.run, {
        ...chosenEngine(options),
        ...(options.out === undefined ? {} : { out: options.out }),
        ...(options.base === undefined ? {} : { base: options.base }),
        tolerance: options.tolerance,
        stages: own.right,
        command: ['siamese', ...args],
        ...watching,
      })()
      if (isLeft(done)) return done
      const { result, ...told } = done.right
      return right({
        told,
        text: () => reproductionText(done.right),
        code: told.verdict.verdict === 'differs' ? differ : 0,
      })
    })
  },
}
