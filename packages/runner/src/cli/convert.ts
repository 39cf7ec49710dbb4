import { dirname, resolve } from 'node:path'
import { isLeft } from 'fp-ts/lib/Either.js'
import { type Command, pipelineFile, withOption } from './command.js'
import { refuse } from './terminal.js'

const forms = ['json', 'yaml', 'ts'] as const
export type Form = (typeof forms)[number]

interface Options {
  readonly pipeline: string
  readonly to: Form
  readonly out?: string
  readonly with?: readonly string[]
}

export const convertCommand: Command<Options> = {
  words: ['convert <pipeline>'],
  about: 'Write a pipeline, a sequence or a sweep as JSON, YAML or TypeScript',
  options: program =>
    withOption(program)
      .positional('pipeline', { type: 'string', demandOption: true, describe: pipelineFile })
      .option('to', { choices: forms, demandOption: true, describe: 'What to write' })
      .option('out', { type: 'string', nargs: 1, describe: 'A new file; standard output when not written' }),
  run: async ({ pipeline: file, to, out, with: names, json }, terminal) => {
    const { converted, unfit, unknownTo } = await import('./converted.js')
    const { loadExperiment } = await import('./loadPipeline.js')
    const { writeAtomically } = await import('../sources/atomicWrite.js')
    const path = out === undefined ? undefined : resolve(out)
    const wrong = path === undefined ? [] : await unfit(path, to)
    if (wrong.length > 0) return refuse(terminal, wrong, json)
    const loaded = await loadExperiment(file, names)
    if (isLeft(loaded)) return refuse(terminal, loaded.left, json)
    const { experiment, base, own } = loaded.right
    const folder = path === undefined ? base : dirname(path)
    const text = converted(experiment, to, own, base, folder)
    if (isLeft(text)) return refuse(terminal, text.left, json)
    if (path !== undefined) {
      const written = await writeAtomically(path, text.right)()
      if (isLeft(written)) return refuse(terminal, written.left, json)
    }
    if (to !== 'ts')
      for (const name of await unknownTo(experiment, folder))
        terminal.err(`note: ${name} is a stage of your own: read the file with --with, or name it in siamese.config.ts`)
    if (json) terminal.out(JSON.stringify(path === undefined ? { text: text.right } : { out }, null, 2))
    else if (path === undefined) terminal.out(text.right.trimEnd())
    return 0
  },
}
