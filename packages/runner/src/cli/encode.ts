import { isLeft } from 'fp-ts/lib/Either.js'
import { countOf } from '../countOf.js'
import { fileTrouble } from '../sources/fileTrouble.js'
import { atLeastOne, type Command, columnOption, type ModelChoice, modelOptions } from './command.js'
import { interruption } from './interrupt.js'
import { cutLines } from './table.js'
import { refuse } from './terminal.js'

interface Options extends ModelChoice {
  readonly input: string
  readonly column?: string
  readonly out?: string
  readonly prompt?: string
  readonly promptName?: string
  readonly normalize: boolean
  readonly width?: number
  readonly as?: 'query' | 'document'
  readonly batchSize?: number
}

const methods = { query: 'encodeQuery', document: 'encodeDocument' } as const

/** Texts that are sorted by length and encoded together. */
const windowSize = 4096

export const encodeCommand: Command<Options> = {
  words: ['encode <model> [input]'],
  about: 'Turn texts into vectors',
  options: program =>
    columnOption(modelOptions(program))
      .positional('input', {
        type: 'string',
        default: '-',
        describe: 'Lines of text, or a .jsonl, .csv, .tsv or .parquet file; - is standard input',
      })
      .option('out', {
        type: 'string',
        nargs: 1,
        describe: 'A .jsonl, .npy or .parquet file; JSON lines on standard output when not written',
      })
      .option('prompt', { type: 'string', nargs: 1, describe: 'Text in front of every text' })
      .option('prompt-name', { type: 'string', nargs: 1, describe: "One of the model's own prompts" })
      .option('as', {
        choices: ['query', 'document'] as const,
        describe: "With the model's prompt for questions, or for what is searched",
      })
      .option('width', {
        type: 'number',
        coerce: atLeastOne('width'),
        describe: 'Only the first numbers, before they are made unit length',
      })
      .option('normalize', { type: 'boolean', default: false, describe: 'Vectors of unit length' })
      .option('batch-size', {
        type: 'number',
        coerce: atLeastOne('batch-size'),
        describe: 'Texts computed together; as many as fill 1,024 tokens when not written',
      }),
  run: async (options, to) => {
    const { cutWider, problem } = await import('@siamese/core')
    const { loadedModel } = await import('./loadedModel.js')
    const { jsonLine, openVectorFile } = await import('../sources/vectorFile.js')
    const { countedTexts } = await import('./countedTexts.js')
    const { progressBar } = await import('./live/progressBar.js')
    const { readTexts } = await import('./textInput.js')
    const loaded = await loadedModel(options, to)
    if (isLeft(loaded)) return refuse(to, loaded.left, options.json)
    const { dispose, width: whole } = loaded.right
    const encode = loaded.right[options.as === undefined ? 'encode' : methods[options.as]]
    const width = options.width ?? whole
    if (width > whole) {
      dispose()
      return refuse(to, [problem(cutWider('encode', String(width), whole))], options.json)
    }
    const file = options.out === undefined ? undefined : await openVectorFile(options.out, width)
    if (file !== undefined && isLeft(file)) return refuse(to, file.left, options.json)
    const { signal, started, release, code } = interruption(to)
    started()
    const total = await countedTexts(options.input, options.column, to)
    const show = progressBar(to, 'encoding', 'texts')
    const lines: string[] = []
    let count = 0
    let truncated = 0
    const write = async (texts: readonly string[]) => {
      const { prompt, promptName, normalize, batchSize } = options
      const vectors = await encode(texts, {
        normalize,
        width,
        ...(batchSize === undefined ? {} : { batchSize }),
        signal,
        cut: texts => {
          truncated += texts
        },
        ...(prompt === undefined ? {} : { prompt }),
        ...(promptName === undefined ? {} : { promptName }),
        progress: done => show(count + done, total),
      })
      const written = texts.map((text, i) => jsonLine(text, vectors[i]!))
      if (file !== undefined) await file.right.add(texts, vectors)
      else if (options.json) lines.push(...written)
      else to.out(written.join('').trimEnd())
      count += texts.length
    }
    try {
      let window: string[] = []
      for await (const text of readTexts(options.input, options.column)) {
        if (isLeft(text)) {
          await file?.right.drop()
          return refuse(to, [text.left], options.json)
        }
        if (window.push(text.right) < windowSize) continue
        await write(window)
        window = []
      }
      if (window.length > 0) await write(window)
      const finished = await file?.right.finish()
      to.clear()
      if (finished !== undefined && isLeft(finished)) return refuse(to, finished.left, options.json)
      if (options.json && options.out !== undefined)
        to.out(JSON.stringify({ texts: count, truncated, width, out: options.out }))
      else if (options.json)
        to.out(`{"texts":${count},"truncated":${truncated},"width":${width},"vectors":[${lines.join(',')}]}`)
      else if (options.out !== undefined) to.note(`${countOf(count, 'vector')} of width ${width} in ${options.out}`)
      if (truncated > 0) for (const line of cutLines({ [options.input]: truncated })) to.err(line)
      return 0
    } catch (error) {
      await file?.right.drop()
      if (!signal.aborted && options.out === undefined) throw error
      const stopped = {
        sentence: `stopped after ${countOf(count, 'text')}${options.out === undefined ? '' : `; ${options.out} was not written`}`,
      }
      const refused = refuse(to, [signal.aborted ? stopped : fileTrouble(error, options.out!)], options.json)
      return signal.aborted ? code() : refused
    } finally {
      release()
      dispose()
    }
  },
}
