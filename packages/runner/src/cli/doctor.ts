import { isLeft } from 'fp-ts/lib/Either.js'
import { countOf } from '../countOf.js'
import { version } from '../version.js'
import { type Command, chosenEngine, type EngineChoice, engineOptions } from './command.js'
import { engineProgress } from './engineProgress.js'
import { table } from './table.js'
import { refuse } from './terminal.js'

export const doctorCommand: Command<EngineChoice> = {
  words: ['doctor'],
  about: 'Show the engine, its versions and speed, and what is missing',
  options: engineOptions,
  run: async (options, to) => {
    const { examine } = await import('../engine/doctor.js')
    const health = await examine({ ...chosenEngine(options), progress: engineProgress(to) })()
    if (isLeft(health)) return refuse(to, health.left, options.json)
    const { engine, matmul, advice } = health.right
    if (options.json) {
      to.out(JSON.stringify({ siamese: version, ...health.right }, null, 2))
      return 0
    }
    const { facts } = engine
    to.out(
      table([
        ['siamese', version],
        ['engine', `${engine.name} (${facts.origin})`],
        ...Object.entries(facts.versions).map(([name, number]) => [name, `v${number}`]),
        ['platform', facts.platform],
        ['processor', facts.processor],
        ['threads', countOf(facts.threads, 'thread')],
        ...(facts.ownOperations === undefined ? [] : [['operations', ownOperations(facts.ownOperations)]]),
        ['SIMD', facts.simd.join(', ') || 'unknown'],
        ...matmul.map(({ size, gigaflops }) => [`matmul ${size}²`, `${gigaflops} GFLOP/s`]),
      ]),
    )
    for (const line of advice) to.out(`\n${line}`)
    return 0
  },
}

const ownOperations = (loaded: boolean): string =>
  loaded
    ? "TensorFlow's and our own"
    : "TensorFlow's alone: our own could not be compiled or loaded, and training is slower"
