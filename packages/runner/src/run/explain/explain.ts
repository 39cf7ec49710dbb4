import { flatten, type Pipeline, type Problems, type Stage, settingsOf, showColumns } from '@siamese/core'
import * as tf from '@tensorflow/tfjs-core'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import { compilesGraphs } from '../../compute/openForward.js'
import { uncompiled } from '../../compute/uncompiled.js'
import type { EngineFacts } from '../../engine/facts.js'
import { splitOf } from '../../evaluate/evaluate.js'
import { sizeOf } from '../../graph/graph.js'
import { freshHead } from '../../train/head.js'
import { type Asked, computingOf } from '../computing.js'
import type { OpenOptions, OpenPlan } from '../openPlan.js'
import { warningsOf } from '../warnings.js'
import { whileOpen } from '../whileOpen.js'
import { type Decision, decisionsOf } from './decisions.js'
import { type GraphFacts, graphFactsOf } from './graphFacts.js'
import { type Graphs, graphsOf } from './graphs.js'

export interface ExplainOptions extends OpenOptions, Asked {
  /** Tokenizes batches of the run and says what the compiled graph costs for them. */
  readonly graph?: boolean
}

/** What a run would do, as plain data. */
export interface Explanation {
  readonly data: {
    readonly name: string
    readonly columns: string
    readonly splits: readonly {
      readonly split: string
      readonly rows: number
      readonly trained: boolean
      readonly evaluated: boolean
    }[]
  }
  readonly model: {
    readonly name: string
    readonly architecture: string
    readonly layers: number
    /** Numbers of a token's vector, and of a sentence's. */
    readonly hidden: number
    readonly width: number
    readonly parameters: number
    /** Numbers that the loss brings along. */
    readonly head: number
  }
  readonly stages: readonly ExplainedStage[]
  readonly decided: readonly Decision[]
  readonly engine: { readonly name: string; readonly facts: EngineFacts }
  /** As one graph or operation by operation, and why that; or not at all, where a run would refuse. */
  readonly steps: { readonly computed: 'graph' | 'operations' | 'refused'; readonly why: string }
  /** Parameters that the loss does not depend on. */
  readonly untrained: readonly string[]
  readonly warnings: readonly string[]
  readonly graph?: GraphFacts
}
export interface ExplainedStage {
  readonly stage: string
  /** Settings as they were written, and those that were filled in. */
  readonly written: Readonly<Record<string, unknown>>
  readonly filled: Readonly<Record<string, unknown>>
}
export interface Explained {
  readonly explanation: Explanation
  /** Where the steps are computed as a graph. */
  readonly graphs?: Graphs
}

/** Says what `run` would do with a pipeline, without doing it; whatever is wrong is said as `run` says it. */
export const explain = (pipeline: Pipeline, options: ExplainOptions = {}): TaskEither<Problems, Explained> =>
  whileOpen(pipeline, options, async opened => right(await explained(flatten(pipeline.stages), opened, options)))

const explained = async (stages: readonly Stage[], opened: OpenPlan, options: ExplainOptions): Promise<Explained> => {
  const { plan, model, engine, sentenceEncoder } = opened
  const graphs = await compileHere(opened, options)
  const graph = options.graph === true && !isLeft(graphs) ? { graph: await graphFactsOf(opened, graphs.right) } : {}
  const { data, loss } = plan
  const { facts, architecture } = model.encoder
  const explanation: Explanation = {
    data: { name: data.data, columns: showColumns(data.columns), splits: splitsOf(opened) },
    model: {
      name: plan.model.model,
      architecture,
      layers: facts.layers,
      hidden: facts.hidden,
      width: sentenceEncoder.width,
      parameters: [...model.weights.values()].reduce((sum, { shape }) => sum + sizeOf(shape), 0),
      head: headSize(opened),
    },
    stages: stages.map(explainedStage),
    decided: isLeft(graphs)
      ? decisionsOf(opened, 'operations')
      : [...decisionsOf(opened, 'graph'), ...tablesOf(opened, graphs.right)],
    engine: { name: engine.name, facts: engine.facts },
    steps: isLeft(graphs)
      ? graphs.left
      : { computed: 'graph', why: `the ${engine.name} engine runs graphs, and every stage can be compiled` },
    untrained: isLeft(graphs) || loss === undefined ? [] : graphs.right.untrained,
    warnings: warningsOf(opened),
    ...graph,
  }
  return { explanation, ...(isLeft(graphs) ? {} : { graphs: graphs.right }) }
}

/** The graphs, or why there are none. */
const compileHere = async (
  opened: OpenPlan,
  options: ExplainOptions,
): Promise<Either<Explanation['steps'], Graphs>> => {
  const { name } = opened.engine
  if (options.eager === true) return left({ computed: 'operations', why: 'asked for with --eager' })
  if (!compilesGraphs(options)) return left({ computed: 'operations', why: `the ${name} engine runs no graphs` })
  const { precision, without } = computingOf(options, opened.plan.train?.precision)
  try {
    return right(await graphsOf(opened, { precision, ...(without === undefined ? {} : { without }) }))
  } catch (error) {
    return left({ computed: 'refused', why: uncompiled(error).sentence })
  }
}

/** Tables of which training moves a part. */
const tablesOf = ({ model }: OpenPlan, { program }: Graphs): readonly Decision[] => {
  const inUse = program.training?.inUse
  const { vocabulary } = model.encoder.facts
  return inUse === undefined
    ? []
    : [
        {
          what: 'vocabulary',
          is: `${inUse.ids.length} of ${vocabulary} tokens occur in training: only their rows are moved`,
        },
      ]
}

const splitsOf = ({ plan, rows }: OpenPlan): Explanation['data']['splits'] =>
  [...rows].map(([split, { count }]) => ({
    split,
    rows: count,
    trained: plan.train?.on === split,
    evaluated: plan.evaluators.some(each => splitOf(each) === split),
  }))

const headSize = ({ plan: { loss, data, width } }: OpenPlan): number => {
  const head = loss === undefined ? [] : Object.values(freshHead(loss, data, width, 0))
  tf.dispose(head)
  return head.reduce((sum, { size }) => sum + size, 0)
}

const explainedStage = (stage: Stage): ExplainedStage => {
  const written = stage.settings as Readonly<Record<string, unknown>>
  const all = Object.entries(settingsOf<Record<string, unknown>>(stage)).filter(([, value]) => value !== undefined)
  const shown = all.map(([key, value]) => [key, key === 'model' ? (value as { readonly model: string }).model : value])
  const part = (isWritten: boolean) =>
    Object.fromEntries(shown.filter(([key]) => (written[key as string] !== undefined) === isWritten))
  return { stage: stage.stage, written: part(true), filled: part(false) }
}
