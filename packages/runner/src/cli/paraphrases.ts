import { isLeft } from 'fp-ts/lib/Either.js'
import { countOf } from '../countOf.js'
import type { LoadedEncoder } from '../encode/load.js'
import { atLeastOne, type Command, columnOption, type ModelChoice, modelOptions, textFile } from './command.js'
import { refuse } from './terminal.js'

interface Options extends ModelChoice {
  readonly texts: string
  readonly column?: string
  readonly topK: number
  readonly maxPairs: number
  readonly communities: boolean
  readonly threshold: number
  readonly minSize: number
}

export const paraphrasesCommand: Command<Options> = {
  words: ['paraphrases <model> <texts>'],
  about: 'Find texts that mean the same among many: the most similar pairs, or groups',
  options: program =>
    columnOption(modelOptions(program))
      .positional('texts', {
        type: 'string',
        demandOption: true,
        describe: textFile,
      })
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
  run: async (options, to) => {
    const { allTexts } = await import('./allTexts.js')
    const { findCommunities } = await import('../search/findCommunities.js')
    const { mineParaphrases } = await import('../search/mineParaphrases.js')
    const { progressBars } = await import('./live/progressBars.js')
    const { withModel } = await import('./withModel.js')
    const { json, topK, maxPairs, threshold, minSize } = options
    const texts = await allTexts(options.texts, options.column)
    if (isLeft(texts)) return refuse(to, texts.left, json)
    const show = progressBars(to, 'texts')
    const watching = {
      progress: (done: number) => show('encoding', done, texts.right.length),
      compared: (done: number, all: number) => show('comparing', done, all),
    }
    const text = (place: number) => texts.right[place]!
    const pairs = async (model: LoadedEncoder) => {
      const found = await mineParaphrases(model, texts.right, { topK, maxPairs, ...watching })
      return {
        told: found.map(({ score, i, j }) => ({ score, texts: [text(i), text(j)] })),
        lines: found.map(({ score, i, j }) => `${score.toFixed(4)}  ${text(i)}\n        ${text(j)}`),
      }
    }
    const groups = async (model: LoadedEncoder) => {
      const found = await findCommunities(model, texts.right, { threshold, minSize, ...watching })
      return {
        told: found.map(group => ({ texts: group.map(text) })),
        lines: found.map(group => [countOf(group.length, 'text'), ...group.map(each => `  ${text(each)}`)].join('\n')),
      }
    }
    return withModel(options, to, options.communities ? groups : pairs, ({ told, lines }) =>
      to.out(json ? JSON.stringify(told, null, 2) : lines.join('\n')),
    )
  },
}
