import { countOf } from '../countOf.js'
import { type Command, columnOption, type ModelChoice, modelOptions, textFile } from './command.js'

interface Options extends ModelChoice {
  readonly corpus: string
  readonly out: string
  readonly column?: string
  readonly store: 'float32' | 'float16' | 'int8' | 'binary'
}

export const indexCommand: Command<Options> = {
  words: ['index <model> <corpus>'],
  about: 'Encode a corpus once, into a folder that siamese search finds in',
  options: program =>
    columnOption(modelOptions(program))
      .positional('corpus', {
        type: 'string',
        demandOption: true,
        describe: textFile,
      })
      .option('out', { type: 'string', demandOption: true, nargs: 1, describe: 'A new folder' })
      .option('store', {
        choices: ['float32', 'float16', 'int8', 'binary'] as const,
        default: 'int8' as const,
        describe: 'What a number is stored as where neighbours are looked for; scores are exact',
      }),
  run: async (options, to) => {
    const { buildIndex } = await import('../search/buildIndex.js')
    const { textsOf } = await import('./textInput.js')
    const { countedTexts } = await import('./countedTexts.js')
    const { progressBar } = await import('./live/progressBar.js')
    const { withModel } = await import('./withModel.js')
    const { corpus, column, out, store, json } = options
    const total = await countedTexts(corpus, column, to)
    const show = progressBar(to, 'indexing', 'texts')
    return withModel(
      options,
      to,
      model =>
        buildIndex(model, textsOf(corpus, column), out, {
          precision: store,
          progress: documents => show(documents, total),
        }),
      texts => to.out(json ? JSON.stringify({ texts, out }) : `${countOf(texts, 'text')} in ${out}`),
    )
  },
}
