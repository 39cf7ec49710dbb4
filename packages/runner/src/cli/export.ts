import { isLeft } from 'fp-ts/lib/Either.js'
import { bytesText } from '../report/numbersText.js'
import { type Command, modelPositional, withOption } from './command.js'
import { filesOfPairs } from './filesOfPairs.js'
import { fittedTable } from './fittedTable.js'
import { metricText } from './table.js'
import { refuse } from './terminal.js'

interface Options {
  readonly model: string
  readonly out: string
  readonly form: readonly ('float32' | 'float16' | 'int8')[]
  readonly measure?: readonly string[]
  readonly prompt?: string
  readonly promptName?: string
  readonly as?: 'query' | 'document'
  readonly columns: string
  readonly with?: readonly string[]
}

export const exportCommand: Command<Options> = {
  words: ['export <model>'],
  about: 'Write a model as ONNX, its pooling and everything after it inside',
  options: program =>
    modelPositional(withOption(program))
      .option('out', { type: 'string', demandOption: true, nargs: 1, describe: 'A new folder' })
      .option('form', {
        choices: ['float32', 'float16', 'int8'] as const,
        array: true,
        default: ['float32'],
        describe: 'How the weights lie, a file each',
      })
      .option('prompt', {
        type: 'string',
        nargs: 1,
        describe: 'What every text begins with, where prompts are left out of the pooling',
      })
      .option('prompt-name', { type: 'string', nargs: 1, describe: "One of the model's own prompts" })
      .option('as', {
        choices: ['query', 'document'] as const,
        describe: 'Which texts are encoded, of a model that encodes both apart',
      })
      .option('measure', {
        type: 'string',
        array: true,
        describe: 'Files of scored pairs: what each form loses on them, run by onnxruntime-node',
      })
      .option('columns', {
        type: 'string',
        nargs: 1,
        default: 'sentence1,sentence2,score',
        describe: 'The columns of the two sentences and of the score, for --measure',
      })
      .example('$0 export runs/stsb/model --out onnx-model --form float32 int8', ''),
  run: async (options, to) => {
    const { cacheRoot } = await import('../sources/cache.js')
    const { exportModel } = await import('../run/exported/exportModel.js')
    const { measureExport, readPairs } = await import('../run/exported/measureExport.js')
    const { fetchProgress } = await import('./live/fetchProgress.js')
    const { progressBars } = await import('./live/progressBars.js')
    const { onnxRuntime } = await import('../run/exported/onnxSession.js')
    const { stagesWith } = await import('./knownStages.js')
    const { out, json, measure } = options
    const named = measure === undefined ? undefined : filesOfPairs({ ...options, data: measure })
    if (named !== undefined && isLeft(named)) return refuse(to, named.left, json)
    const context = { base: process.cwd(), cacheRoot: cacheRoot(), progress: fetchProgress(to) }
    const pairs = named === undefined ? undefined : await readPairs(named.right, context)()
    if (pairs !== undefined && isLeft(pairs)) return refuse(to, pairs.left, json)
    const runtime = pairs === undefined ? undefined : await onnxRuntime()
    if (runtime !== undefined && isLeft(runtime)) return refuse(to, [runtime.left], json)
    const own = await stagesWith(options.with)
    if (isLeft(own)) return refuse(to, own.left, json)
    to.live(() => ['opening the model …'])
    const forms = [...new Set(options.form)]
    const exported = await exportModel(options.model, {
      ...context,
      out,
      forms,
      stages: own.right,
      ...(options.prompt === undefined ? {} : { prompt: options.prompt }),
      ...(options.promptName === undefined ? {} : { promptName: options.promptName }),
      ...(options.as === undefined ? {} : { as: options.as }),
    })()
    if (isLeft(exported)) return refuse(to, exported.left, json)
    const { files, width, encoder } = exported.right
    const measured =
      pairs === undefined || runtime === undefined
        ? undefined
        : await measureExport(
            out,
            files,
            encoder,
            { pairs: pairs.right, runtime: runtime.right },
            progressBars(to, 'texts'),
          )
    to.clear()
    if (json) {
      to.out(JSON.stringify({ out, width, files: measured ?? files }, null, 2))
      return 0
    }
    const splits = measure ?? []
    to.out(
      fittedTable(
        [
          ['file', 'weights', 'size', ...splits.map(split => `${split} spearman_cosine`)],
          ...(measured ?? files.map(file => ({ ...file, spearman: {} as Readonly<Record<string, number>> }))).map(
            ({ path, form, bytes, spearman }) => [
              path,
              form,
              bytesText(bytes),
              ...splits.map(split => metricText(spearman[split])),
            ],
          ),
        ],
        to.width,
      ),
    )
    to.note(`sentence embeddings of ${width} numbers; written to ${out}`)
    return 0
  },
}
