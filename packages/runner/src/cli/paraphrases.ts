import { isLeft } from 'fp-ts/lib/Either.js'
import {
  atLeastOne,
  type Command,
  type ComputingChoice,
  computingOptions,
  type EngineChoice,
  modelOptions,
} from './command.js'
import { refuse } from './terminal.js'

interface Options extends EngineChoice, ComputingChoice {
  readonly model: string
  readonly texts: string
  readonly column?: string
  readonly topK: number
  readonly maxPairs: number
  readonly communities: boolean
  readonly threshold: number
  readonly minSize: number
  readonly with?: readonly string[]
}

export const paraphrasesCommand: Command<Options> = {
  words: ['paraphrases <model> <texts>'],
  about: 'Find texts that mean the same among many: the most similar pairs, or groups',
  options: program =>
    modelOptions(
      computingOptions(program)
        .positional('model', {
          type: 'string',
          demandOption: true,
          describe: 'A model folder, hub:owner/name, pip:package',
        })
        .positional('texts', {
          type: 'string',
          demandOption: true,
          describe: 'Lines of text, or a .jsonl, .csv, .tsv or .parquet file',
        })
        .option('column', { type: 'string', nargs: 1, describe: "The column of texts; 'text' when not written" })
        .option('max-pairs', {
          type: 'number',
          default: 100,
          coerce: atLeastOne('max-pairs'),
          describe: 'Pairs in all',
        })
        .option('top-k', {
          type: 'number',
          default: 100,
          coerce: atLeastOne('top-k'),
          describe: 'Nearest texts of each that are looked at',
        })
        .option('communities', { type: 'boolean', default: false, describe: 'Groups of texts in the place of pairs' })
        .option('threshold', { type: 'number', default: 0.75, describe: 'The least cosine with the centre of a group' })
        .option('min-size', {
          type: 'number',
          default: 10,
          coerce: atLeastOne('min-size'),
          describe: 'The smallest group',
        }),
    ),
  run: async (options, to) => {
    const { asProblems } = await import('../asPromise.js')
    const { loadedModel } = await import('./loadedModel.js')
    const { allTexts } = await import('./allTexts.js')
    const { findCommunities } = await import('../search/findCommunities.js')
    const { mineParaphrases } = await import('../search/mineParaphrases.js')
    const { json, topK, maxPairs, threshold, minSize } = options
    const texts = await allTexts(options.texts, options.column)
    if (isLeft(texts)) return refuse(to, texts.left, json)
    const model = await loadedModel(options, to)
    if (isLeft(model)) return refuse(to, model.left, json)
    const progress = (done: number) => to.live(`${done} texts`)
    const text = (place: number) => texts.right[place]!
    const pairs = async () => {
      const found = await mineParaphrases(model.right, texts.right, { topK, maxPairs, progress })
      return {
        told: found.map(({ score, i, j }) => ({ score, texts: [text(i), text(j)] })),
        lines: found.map(({ score, i, j }) => `${score.toFixed(4)}  ${text(i)}\n        ${text(j)}`),
      }
    }
    const groups = async () => {
      const found = await findCommunities(model.right, texts.right, { threshold, minSize, progress })
      return {
        told: found.map(group => ({ texts: group.map(text) })),
        lines: found.map(group => [`${group.length} texts`, ...group.map(each => `  ${text(each)}`)].join('\n')),
      }
    }
    try {
      const found = await asProblems(options.communities ? groups : pairs)
      if (isLeft(found)) return refuse(to, found.left, json)
      to.out(json ? JSON.stringify(found.right.told, null, 2) : found.right.lines.join('\n'))
      return 0
    } finally {
      model.right.dispose()
    }
  },
}
