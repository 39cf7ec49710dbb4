import { stat, writeFile } from 'node:fs/promises'
import { basename } from 'node:path'
import type { Problems } from '@siamese/core'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import type { Graph } from '../graph/graph.js'
import { type PassName, passNames } from '../graph/passNames.js'
import type { Explained, Explanation } from '../run/explain/explain.js'
import { fileTrouble } from '../sources/fileTrouble.js'
import {
  type Command,
  chosenEngine,
  chosenPipeline,
  type EngineChoice,
  engineOptions,
  pipelineFile,
  whichOption,
  withOption,
  withoutOption,
} from './command.js'
import { engineProgress } from './engineProgress.js'
import type { Which } from './onePipeline.js'
import { refuse, type Terminal } from './terminal.js'

interface Options extends EngineChoice, Which {
  readonly pipeline: string
  readonly with?: readonly string[]
  readonly eager: boolean
  readonly graph: boolean
  readonly html?: string
  readonly dot?: string
  readonly svg?: string
  /** A pass; empty for the graph as it is run. */
  readonly print?: string
  readonly entry?: string
  readonly without?: readonly PassName[]
}

/** The forms that a graph has, in order. */
const forms = ['recorded', ...passNames, 'dynamicSizes'] as const

export const explainCommand: Command<Options> = {
  words: ['explain <pipeline>'],
  about: 'Say what a run would do and take: stages, data, time, memory, what is decided, the compiled graph',
  options: program =>
    withoutOption(
      whichOption(withOption(engineOptions(program)))
        .positional('pipeline', { type: 'string', demandOption: true, describe: `${pipelineFile}, or a run's folder` })
        .option('html', {
          type: 'string',
          nargs: 1,
          describe: 'Write all of it as a page, with a drawing of the pipeline; - is standard output',
        })
        .option('graph', {
          type: 'boolean',
          default: false,
          describe: 'Operations, passes, costs and memory of the graph',
        })
        .option('dot', {
          type: 'string',
          nargs: 1,
          describe: 'Draw the graph by stage, for Graphviz; - is standard output',
        })
        .option('svg', {
          type: 'string',
          nargs: 1,
          describe: 'Draw the graph by stage, as a picture; - is standard output',
        })
        .option('print', {
          type: 'string',
          describe: `Print the graph, as it is run or after one of ${forms.join(', ')}`,
        })
        .option('entry', {
          type: 'string',
          nargs: 1,
          describe: 'The entry point to print or draw: train, encode, loss …',
        })
        .option('eager', { type: 'boolean', default: false, describe: 'As a run with --eager' }),
    ),
  run: async (options, to) => {
    if (await isFolder(options.pipeline)) return showRun(options, to)
    const { loadPipeline } = await import('./loadPipeline.js')
    const loaded = await loadPipeline(options.pipeline, options.with, chosenPipeline(options))
    if (isLeft(loaded)) return refuse(to, loaded.left, options.json)
    const { print, dot, svg, html, without, json } = options
    if (print !== undefined && print !== '' && !(forms as readonly string[]).includes(print))
      return refuse(
        to,
        [{ sentence: `--print ${print}: there is no such form of a graph; write ${forms.join(', ')}` }],
        json,
      )
    const drawn = dot !== undefined || svg !== undefined
    const { explain } = await import('../run/explain/explain.js')
    const { fetchProgress } = await import('./live/fetchProgress.js')
    to.live(() => ['looking at data, model and engine …'])
    const found = await explain(loaded.right.pipeline, {
      ...chosenEngine(options),
      ...(without === undefined ? {} : { without }),
      eager: options.eager,
      graph: options.graph || drawn,
      base: loaded.right.base,
      stages: loaded.right.own,
      progress: engineProgress(to),
      fetching: fetchProgress(to),
    })()
    to.clear()
    if (isLeft(found)) return refuse(to, found.left, json)
    const { explanation } = found.right
    const asked = print === undefined && !drawn ? right<Problems, Texts>({}) : await graphTexts(found.right, options)
    if (isLeft(asked)) return refuse(to, asked.left, json)
    const page = html === undefined ? {} : { html: await pageOf(explanation, options.pipeline) }
    const texts = Object.entries({ ...asked.right, ...page })
    for (const [kind, text] of texts) {
      const file = { dot, svg, html }[kind]
      if (file === undefined || file === '-') continue
      const written = await write(file, text)
      if (isLeft(written)) return refuse(to, written.left, json)
      to.err(`${file} shows ${kind === 'html' ? options.pipeline : (explanation.graph?.entry ?? 'the graph')}`)
    }
    const shown = texts.filter(([kind]) => kind === 'print' || { dot, svg, html }[kind] === '-')
    if (json) to.out(JSON.stringify({ ...explanation, ...Object.fromEntries(shown) }, null, 2))
    else if (shown.length > 0) for (const [, text] of shown) to.out(text.trimEnd())
    else if ((!drawn && html === undefined) || options.graph) await show(explanation, to)
    return 0
  },
}

const show = async (explanation: Explanation, to: Terminal): Promise<void> => {
  const { explanationText } = await import('./explanationText.js')
  to.out(explanationText(explanation, to.width, to.paint))
}

const pageOf = async (explanation: Explanation, file: string): Promise<string> => {
  const { explanationHtml } = await import('../report/explanationHtml.js')
  return explanationHtml(explanation, basename(file))
}

const isFolder = async (path: string): Promise<boolean> =>
  (await stat(path).catch(() => undefined))?.isDirectory() ?? false

/** What a run was expected to take, beside what it took. */
const showRun = async (
  { pipeline: folder, json }: Options & { readonly json: boolean },
  to: Terminal,
): Promise<number> => {
  const { readEstimate } = await import('../run/estimate/estimateFile.js')
  const { howItEnded } = await import('../run/runState.js')
  const [told, ended] = [await readEstimate(folder), await howItEnded(folder)]
  if (told === undefined || ended === undefined) {
    const missing = ended === undefined ? `${folder} is no run's folder` : `the run in ${folder} kept no estimate`
    return refuse(to, [{ sentence: `${missing}: name a pipeline, or the folder of a run that siamese run made` }], json)
  }
  const { toldText } = await import('./explanationText.js')
  to.out(json ? JSON.stringify({ ...told, ended }, null, 2) : toldText(told, ended))
  return 0
}

/** What was asked for as text: `print`, `dot`, `svg`. */
type Texts = Readonly<Record<string, string>>

const graphTexts = async (
  { explanation, graphs }: Explained,
  { entry, print, dot, svg }: Options,
): Promise<Either<Problems, Texts>> => {
  if (graphs === undefined) return left([{ sentence: `there is no graph to show: ${explanation.steps.why}` }])
  const { printGraph } = await import('../graph/graph.js')
  const name = entry ?? graphs.main.entry
  const seen = graphs.forms.get(name)
  if (seen === undefined)
    return left([
      { sentence: `--entry ${name}: the graph has no such entry point; it has ${[...graphs.forms.keys()].join(', ')}` },
    ])
  const texts: Record<string, string> = {}
  if (print !== undefined) {
    const form: Graph | undefined = print === '' ? [...seen.values()].at(-1) : seen.get(print)
    if (form === undefined)
      return left([
        { sentence: `--print ${print}: this pass is left out here; there are ${[...seen.keys()].join(', ')}` },
      ])
    texts.print = printGraph(form)
  }
  if (dot === undefined && svg === undefined) return right(texts)
  const { drawingOf } = await import('../graph/drawing.js')
  const { drawDot } = await import('../graph/drawDot.js')
  const { drawSvg } = await import('../graph/drawSvg.js')
  const { graph } = explanation
  const sizes = name === graph?.entry ? graph.batches?.median.sizes : undefined
  const drawing = drawingOf([...seen.values()].at(-1)!, sizes)
  if (dot !== undefined) texts.dot = drawDot(drawing)
  if (svg !== undefined) texts.svg = drawSvg(drawing)
  return right(texts)
}

const write = async (file: string, text: string): Promise<Either<Problems, void>> => {
  try {
    return right(await writeFile(file, text))
  } catch (error) {
    return left([fileTrouble(error, file)])
  }
}
