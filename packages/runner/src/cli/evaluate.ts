import type { Data, Pipeline } from '@siamese/core'
import { isLeft, map } from 'fp-ts/lib/Either.js'
import { chain, fromEither } from 'fp-ts/lib/TaskEither.js'
import { atLeastOne, type Command, chosenComputing, chosenEngine, type ModelChoice, modelOptions } from './command.js'
import { encodingStages } from './encodingStages.js'
import { engineProgress } from './engineProgress.js'
import { columnNames, filesOfPairs } from './filesOfPairs.js'
import { interruption } from './interrupt.js'
import { meanOf, metricsOf, scoreTable } from './scoreTable.js'
import { cutLines } from './table.js'
import { refuse } from './terminal.js'

interface Options extends ModelChoice {
  readonly data: readonly string[]
  readonly columns: string
  readonly similarity: readonly string[]
  readonly prompt?: string
  readonly queryPrompt?: string
  readonly documentPrompt?: string
  readonly maxLength?: number
}

export const evaluateCommand: Command<Options> = {
  words: ['evaluate <model>'],
  about: 'Score a model on files of sentence pairs with scores, or on folders of queries and a corpus',
  options: program =>
    modelOptions(program)
      .option('data', {
        type: 'string',
        array: true,
        demandOption: true,
        describe:
          'Files: JSON lines, CSV, TSV or Parquet, also gzipped; or folders, or hub:owner/name, with corpus, queries and qrels',
      })
      .option('columns', {
        type: 'string',
        nargs: 1,
        default: 'sentence1,sentence2,score',
        describe: 'The columns of the two sentences and of the score',
      })
      .option('similarity', {
        choices: ['cosine', 'dot', 'euclidean', 'manhattan'] as const,
        array: true,
        default: ['cosine'],
        describe: 'How two vectors are compared',
      })
      .option('prompt', { type: 'string', nargs: 1, describe: 'Text in front of every sentence' })
      .option('query-prompt', { type: 'string', nargs: 1, describe: 'Text in front of every query' })
      .option('document-prompt', { type: 'string', nargs: 1, describe: 'Text in front of every document' })
      .option('max-length', {
        type: 'number',
        coerce: atLeastOne('max-length'),
        describe: "The longest text in tokens; the model's own limit when not written",
      }),
  run: async (options, to) => {
    const { fetchProgress } = await import('./live/fetchProgress.js')
    const { modelsAndStages } = await import('./modelArgument.js')
    const { evaluatePipeline } = await import('../run/evaluatePipeline.js')
    const { vocabulary } = await import('../vocabulary.js')
    const { runProgress } = await import('./progress.js')
    const { retrievalFolders } = await import('./retrievalFolders.js')
    const folders = await retrievalFolders(options.data)
    const found = folders ?? map((data: Data): readonly Data[] => [data])(filesOfPairs(options))
    if (isLeft(found)) return refuse(to, found.left, options.json)
    const { prompt, queryPrompt = prompt, documentPrompt = prompt } = options
    if (folders === undefined && (options.queryPrompt ?? options.documentPrompt) !== undefined)
      return refuse(
        to,
        [{ sentence: 'sentence pairs have neither queries nor documents: write --prompt' }],
        options.json,
      )
    const { formatVersion, fromJson } = await import('@siamese/core')
    const { stagesWith } = await import('./knownStages.js')
    const own = await stagesWith(options.with)
    if (isLeft(own)) return refuse(to, own.left, options.json)
    to.live(() => ['opening data, model and engine …'])
    const read = await modelsAndStages(options.model, undefined, undefined, fetchProgress(to))()
    if (isLeft(read)) return refuse(to, read.left, options.json)
    const declares = read.right.models[0]!.model.prompts?.map(([name, text]) => `${name} ('${text}')`).join(', ')
    if (declares !== undefined && (queryPrompt === undefined || documentPrompt === undefined))
      return refuse(
        to,
        [
          {
            sentence: `${options.model} declares the prompts ${declares}: write ${folders === undefined ? '--prompt TEXT' : '--query-prompt TEXT --document-prompt TEXT'}, or --prompt '' for none`,
          },
        ],
        options.json,
      )
    const { similarity } = options
    const [sentence1, sentence2, score] = columnNames(options)
    const prompts = (each: Readonly<Record<string, string | undefined>>) =>
      queryPrompt === undefined && documentPrompt === undefined
        ? {}
        : { prompts: Object.fromEntries(Object.entries(each).filter(([, text]) => text !== undefined)) }
    const scores = (on: string) =>
      folders === undefined
        ? {
            stage: 'evaluate.similarity',
            on,
            similarity,
            ...prompts({ sentence1: prompt, sentence2: prompt }),
            columns: { sentence1, sentence2, score },
          }
        : {
            stage: 'evaluate.retrieval',
            on,
            similarity,
            ...prompts({ query: queryPrompt, document: documentPrompt }),
          }
    const encoding = encodingStages(read.right, options.maxLength === undefined ? {} : { maxLength: options.maxLength })
    const scoring = (data: Data) =>
      fromJson([...vocabulary, ...own.right], {
        siamese: formatVersion,
        data,
        models: encoding.models,
        stages: [...encoding.stages, ...data.splits.map(scores)],
      })
    const pipelines = found.right.map(scoring)
    const wrong = pipelines.flatMap(each => (isLeft(each) ? each.left : []))
    if (wrong.length > 0) return refuse(to, wrong, options.json)
    const { signal, release, code } = interruption(to)
    const truncated: Record<string, number> = {}
    const cut = (split: string, texts: number) => {
      if (texts > 0) truncated[split] = texts
    }
    const chosen = {
      ...chosenEngine(options),
      ...chosenComputing(options, to),
      signal,
      cut,
      report: runProgress(to),
      progress: engineProgress(to),
      fetching: fetchProgress(to),
    }
    const scored: Record<string, ReturnType<typeof metricsOf>> = {}
    for (const [i, { splits }] of found.right.entries()) {
      const metrics = await chain((pipeline: Pipeline) => evaluatePipeline(pipeline, chosen))(
        fromEither(pipelines[i]!),
      )()
      if (isLeft(metrics)) {
        release()
        const refused = refuse(to, metrics.left, options.json)
        return signal.aborted ? code() : refused
      }
      for (const split of splits) scored[split] = metricsOf(split, metrics.right)
    }
    release()
    to.clear()
    for (const line of cutLines(truncated)) to.err(line)
    const sets = found.right.length > 1 ? { ...scored, mean: meanOf(Object.values(scored)) } : scored
    to.out(options.json ? JSON.stringify(sets, null, 2) : scoreTable(sets, to.width))
    return 0
  },
}
