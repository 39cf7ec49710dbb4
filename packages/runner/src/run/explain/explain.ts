import { type Pipeline, type Problems, toJson } from '@siamese/core'
import { isLeft, right } from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import type { ByRoute } from '../../byRoute.js'
import type { EngineFacts } from '../../engine/facts.js'
import { mainEntry } from '../../graph/mainEntry.js'
import { mostOften } from '../../train/source.js'
import type { Asked } from '../computing.js'
import { batchSizes } from '../estimate/batchSizes.js'
import { type Estimate, estimateOf } from '../estimate/estimate.js'
import { lastRun, type Told } from '../estimate/estimateFile.js'
import { hashOf } from '../folder/manifestOf.js'
import { openComputing } from '../openComputing.js'
import type { OpenOptions, OpenPlan } from '../openPlan.js'
import type { ToldEncoder } from '../routedEncoders.js'
import { trainedOn } from '../trainedOn.js'
import { warningsOf } from '../warnings.js'
import { whileOpen } from '../whileOpen.js'
import type { ExplainedData } from './dataFacts.js'
import type { Decision } from './decisions.js'
import { type GraphFacts, graphFactsOf } from './graphFacts.js'
import { type Graphs, keptForms } from './graphs.js'
import { runFacts } from './runFacts.js'
import type { ExplainedStage } from './stages.js'

export interface ExplainOptions extends OpenOptions, Asked {
  /** Says what the compiled graph is made of and what it costs for batches of the run. */
  readonly graph?: boolean
  /** Where runs of this pipeline are looked for; `runs` in the current folder when not written. */
  readonly runs?: string
}

/** What a run would do, as plain data. */
export interface Explanation {
  readonly data: readonly ExplainedData[]
  readonly model: {
    readonly name: string
    readonly architecture: string
    readonly layers: number
    /** Numbers of a token's vector, and of a sentence's. */
    readonly hidden: number
    readonly width: number
    /** Where routes have an encoder each, both; the usual one is told here, too. */
    readonly routes?: ByRoute<ToldEncoder>
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
  /** Steps, memory and time of a run here and now; left out where a run would refuse or cannot be timed. */
  readonly estimate?: Estimate
  /** The last finished run of this pipeline: what was expected, and what it took. */
  readonly lastRun?: Told
  readonly graph?: GraphFacts
}
export interface Explained {
  readonly explanation: Explanation
  /** Where the steps are computed as a graph. */
  readonly graphs?: Graphs
}

/** Batches that are looked at, and seconds that timing steps and evaluation may take. */
const most = { batches: 256, rows: 8192 }
const budget = { steps: 1, evaluation: 0.5 }

/** Says what `run` would do with a pipeline, without doing it; whatever is wrong is said as `run` says it. */
export const explain = (pipeline: Pipeline, options: ExplainOptions = {}): TaskEither<Problems, Explained> => {
  const began = performance.now()
  return whileOpen(pipeline, options, async opened => right(await explained(pipeline, opened, options, began)))
}

const explained = async (
  pipeline: Pipeline,
  opened: OpenPlan,
  options: ExplainOptions,
  began: number,
): Promise<Explained> => {
  const { forms, seen } = keptForms()
  const computing = await openComputing(opened, options, seen)
  try {
    const computed = isLeft(computing) ? undefined : computing.right
    const compiled = computed?.compiled
    const trained = trainedOn(opened)
    const batches = trained === undefined ? 0 : trained.source.total * trained.settings.accumulate
    const task = trained && mostOften(trained.source).collation.loss.task
    const graphs = compiled && { ...compiled, forms, main: mainEntry(compiled, task) }
    const sampled = await batchSizes(opened, most)
    const estimate = computed && (await estimateOf(opened, computed, sampled, began, budget))
    const ran = await lastRun(options.runs ?? 'runs', hashOf(toJson(pipeline)))
    const explanation: Explanation = {
      ...(await runFacts(pipeline, opened, computed, {
        ...options,
        ...(isLeft(computing) ? { why: computing.left.sentence } : {}),
      })),
      warnings: warningsOf(opened),
      ...(estimate === undefined ? {} : { estimate }),
      ...(ran === undefined ? {} : { lastRun: ran }),
      ...(options.graph === true && graphs !== undefined
        ? { graph: graphFactsOf(graphs, sampled, batches, estimate?.memory, task) }
        : {}),
    }
    return { explanation, ...(graphs === undefined ? {} : { graphs }) }
  } finally {
    if (!isLeft(computing)) computing.right.close()
  }
}
