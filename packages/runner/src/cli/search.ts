import { isLeft } from 'fp-ts/lib/Either.js'
import { atLeastOne, type Command, columnOption, type ModelChoice, modelOptions } from './command.js'
import { refuse } from './terminal.js'

interface Options extends ModelChoice {
  readonly corpus: string
  readonly query?: readonly string[]
  readonly queries?: string
  readonly column?: string
  readonly topK: number
  readonly similarity?: 'cosine' | 'dot' | 'euclidean' | 'manhattan'
}

export const searchCommand: Command<Options> = {
  words: ['search <model> <corpus>'],
  about: 'Find the texts that answer questions best: in a corpus exactly, or in an index',
  options: program =>
    columnOption(modelOptions(program))
      .positional('corpus', {
        type: 'string',
        demandOption: true,
        describe: 'Lines of text, a .jsonl, .csv, .tsv or .parquet file, or a folder that siamese index wrote',
      })
      .option('query', {
        type: 'string',
        array: true,
        nargs: 1,
        describe: 'A question; may be written several times',
      })
      .option('queries', { type: 'string', nargs: 1, describe: 'A file of questions' })
      .option('top-k', {
        type: 'number',
        default: 10,
        coerce: atLeastOne('top-k'),
        describe: 'Texts for each question',
      })
      .option('similarity', {
        choices: ['cosine', 'dot', 'euclidean', 'manhattan'] as const,
        describe: "How vectors are compared; the model's own when not written",
      })
      .example("$0 search runs/stsb/model faq.txt --query 'How do I reset it?'", ''),
  run: async (options, to) => {
    const { allTexts } = await import('./allTexts.js')
    const { search } = await import('../search/searchCorpus.js')
    const { searchIndex } = await import('../search/searchIndex.js')
    const { isIndex } = await import('../sources/indexFolder.js')
    const { textsOf } = await import('./textInput.js')
    const { countedTexts } = await import('./countedTexts.js')
    const { progressBar } = await import('./live/progressBar.js')
    const { withModel } = await import('./withModel.js')
    const { corpus, column, topK, similarity, json } = options
    const file = options.queries === undefined ? undefined : await allTexts(options.queries, column)
    if (file !== undefined && isLeft(file)) return refuse(to, file.left, json)
    const queries = [...(options.query ?? []), ...(file?.right ?? [])]
    if (queries.length === 0)
      return refuse(to, [{ sentence: 'search needs a question: write --query TEXT or --queries FILE' }], json)
    const isIndexed = await isIndex(corpus)
    if (isIndexed && similarity !== undefined)
      return refuse(
        to,
        [{ sentence: `${corpus} is an index, which compares as its model does: leave --similarity out` }],
        json,
      )
    const total = isIndexed ? undefined : await countedTexts(corpus, column, to)
    const show = progressBar(to, 'searching', 'texts')
    return withModel(
      options,
      to,
      model =>
        isIndexed
          ? searchIndex(model, queries, corpus, { topK })
          : search(model, queries, textsOf(corpus, column), {
              topK,
              ...(similarity === undefined ? {} : { similarity }),
              progress: documents => show(documents, total),
            }),
      found => {
        const all = found.map((hits, i) => ({ query: queries[i]!, hits }))
        to.out(json ? JSON.stringify(all, null, 2) : all.map(shown).join('\n\n'))
      },
    )
  },
}

const shown = ({
  query,
  hits,
}: {
  readonly query: string
  readonly hits: readonly { text: string; score: number }[]
}) => [query, ...hits.map(({ text, score }) => `  ${score.toFixed(4)}  ${text}`)].join('\n')
