import { isLeft } from 'fp-ts/lib/Either.js'
import { type Command, type ComputingChoice, computingOptions, type EngineChoice, modelOptions } from './command.js'
import { refuse } from './terminal.js'

interface Options extends EngineChoice, ComputingChoice {
  readonly model: string
  readonly corpus: string
  readonly out: string
  readonly column?: string
  readonly store: 'float32' | 'float16' | 'int8' | 'binary'
  readonly with?: readonly string[]
}

export const indexCommand: Command<Options> = {
  words: ['index <model> <corpus>'],
  about: 'Encode a corpus once, into a folder that siamese search finds in',
  options: program =>
    modelOptions(
      computingOptions(program)
        .positional('model', {
          type: 'string',
          demandOption: true,
          describe: 'A model folder, hub:owner/name, pip:package',
        })
        .positional('corpus', {
          type: 'string',
          demandOption: true,
          describe: 'Lines of text, or a .jsonl, .csv, .tsv or .parquet file',
        })
        .option('out', { type: 'string', demandOption: true, nargs: 1, describe: 'A new folder' })
        .option('column', { type: 'string', nargs: 1, describe: "The column of texts; 'text' when not written" })
        .option('store', {
          choices: ['float32', 'float16', 'int8', 'binary'] as const,
          default: 'int8' as const,
          describe: 'What a number is stored as where neighbours are looked for; scores are exact',
        }),
    ),
  run: async (options, to) => {
    const { asProblems, asPromise } = await import('../asPromise.js')
    const { loadedModel } = await import('./loadedModel.js')
    const { buildIndexTask } = await import('../search/buildIndex.js')
    const { textsOf } = await import('./textInput.js')
    const { corpus, column, out, store, json } = options
    const model = await loadedModel(options, to)
    if (isLeft(model)) return refuse(to, model.left, json)
    try {
      const made = await asProblems(() =>
        asPromise(
          buildIndexTask(model.right, textsOf(corpus, column), out, {
            precision: store,
            progress: documents => to.live(`${documents} texts`),
          }),
        ),
      )
      if (isLeft(made)) return refuse(to, made.left, json)
      to.out(json ? JSON.stringify({ texts: made.right, out }) : `${made.right} texts in ${out}`)
      return 0
    } finally {
      model.right.dispose()
    }
  },
}
