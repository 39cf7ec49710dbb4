import { isLeft, right } from 'fp-ts/lib/Either.js'
import { type Command, chosenEngine, type EngineChoice, engineOptions, withOption } from './command.js'
import { chosenKeeping, type KeepingChoice, keepingOptions } from './keepingOptions.js'
import { chosenParallel, type ParallelChoice, parallelOption } from './parallelOption.js'
import { refuse } from './terminal.js'

interface Options extends EngineChoice, KeepingChoice, ParallelChoice {
  readonly run: string
  readonly with?: readonly string[]
  readonly from?: number
  readonly acceptChanges: boolean
}

export const resumeCommand: Command<Options> = {
  words: ['resume <run>'],
  about:
    'Go on with a run, a sequence or a sweep that was stopped or killed, to the numbers that it would have had uninterrupted',
  options: program =>
    parallelOption(keepingOptions(withOption(engineOptions(program))))
      .positional('run', {
        type: 'string',
        demandOption: true,
        describe: "A run's folder, or that of a sequence or a sweep, whose runs go on",
      })
      .option('from', {
        type: 'number',
        describe: 'The step of the checkpoint to go on from, 0 for the beginning; the newest when not written',
      })
      .option('accept-changes', {
        type: 'boolean',
        default: false,
        describe: 'Go on although data or weights are not what they were',
      }),
  run: async (options, to) => {
    const { stagesFor } = await import('./knownStages.js')
    const own = await stagesFor(process.cwd(), options.with)
    if (isLeft(own)) return refuse(to, own.left, options.json)
    const { resumeExperiment } = await import('../run/resumeExperiment.js')
    const { resultText } = await import('./resultText.js')
    const { toldSequence, toldSweep } = await import('./runExperiment.js')
    const { watched } = await import('./watched.js')
    return watched(options, to, async watching => {
      const ran = await resumeExperiment(options.run, {
        ...chosenEngine(options),
        ...chosenKeeping(options),
        ...chosenParallel(options),
        ...(options.from === undefined ? {} : { from: options.from }),
        acceptChanges: options.acceptChanges,
        stages: own.right,
        modules: options.with ?? [],
        ...watching,
      })()
      if (isLeft(ran)) return ran
      const resumed = ran.right
      if (resumed.is === 'sweep') return right(await toldSweep(resumed.result))
      if (resumed.is === 'sequence') return right(toldSequence(resumed.of, resumed.result))
      return right({ told: resumed.result, text: () => resultText(resumed.result), code: 0 })
    })
  },
}
