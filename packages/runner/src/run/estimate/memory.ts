import type { Compiled } from '../../graph/compile.js'
import { sizeOf } from '../../graph/graph.js'
import { liveBytes } from '../../graph/liveBytes.js'
import { mainEntry } from '../../graph/mainEntry.js'
import { productShapes } from '../../graph/productShapes.js'
import { partsIn } from '../../train/miniBatches.js'
import type { BatchSizes } from '../../train/sampleBatches.js'
import type { OpenPlan } from '../openPlan.js'
import { headOf, modulesSize, parametersOf } from '../parameterCounts.js'
import { trainedOn } from '../trainedOn.js'
import { expectedDistinct } from './distinct.js'

/** Where the memory of a training run goes, in bytes; `peak` is their sum. */
export interface Memory {
  /** Node, the engine's library and this program, before a model is there. */
  readonly engine: number
  /** The model's parameters as they were read, as they are fed, as the graph's variables, and as they are written at the end. */
  readonly parameters: number
  /** What training keeps beside them: two means of each that is trained, sums of gradients, rows of tables held apart. */
  readonly state: number
  /** Activations and gradients of the largest batch. */
  readonly step: number
  /** Products are compiled for each shape that comes up, and kept. */
  readonly products: number
  readonly peak: number
}

/** A forecast for a run whose parameters, other variables and largest step have so many bytes. */
export const memoryOf = (run: {
  readonly parameters: number
  readonly state: number
  readonly step: number
  /** Different shapes that come up, of each kind of product. */
  readonly products: readonly number[]
}): Memory => {
  const parts = {
    engine,
    parameters: 4 * run.parameters,
    state: run.state,
    step: run.step,
    products: run.products.reduce((sum, shapes) => sum + Math.min(shapes, mostProducts), 0) * product,
  }
  return { ...parts, peak: Object.values(parts).reduce((sum, each) => sum + each, 0) }
}

/** Measured with tfjs-node 4.22 and TensorFlow 2.21 on Linux, on runs of models of very different sizes. */
const engine = 540e6
/** The slope of the memory of small runs over the shapes of products that had come up. */
const product = 120e3
/** TensorFlow keeps so many of a kind. */
const mostProducts = 1024

/** The forecast for a run with these batches, which stand for all. */
export const runMemory = (opened: OpenPlan, compiled: Compiled, sampled: readonly BatchSizes[]): Memory => {
  const { plan, model } = opened
  const parameters = 4 * (parametersOf(model) + modulesSize(plan) + headOf(plan, model))
  const trained = trainedOn(opened)
  const all =
    trained === undefined
      ? 1
      : trained.source.total * trained.settings.accumulate * partsIn(trained.settings.batchSize, trained.settings)
  const tasks = [...new Set(sampled.map(({ task }) => task))]
  return memoryOf({
    parameters,
    state: variableBytes(compiled) - parameters,
    step: Math.max(0, ...sampled.map(({ task, sizes }) => liveBytes(mainEntry(compiled, task), sizes).peak)),
    products: tasks.flatMap(task => {
      const sizes = sampled.flatMap(each => (each.task === task ? [each.sizes] : []))
      const tokens = sizes.map(each => each.tokens!)
      const draws = (all * sizes.length) / sampled.length
      const more = Math.max(1, expectedDistinct(tokens, draws) / new Set(tokens).size)
      const shapes = productShapes(mainEntry(compiled, task), sizes)
      return Object.values(shapes).map(each => Math.round(each * more))
    }),
  })
}

/** Bytes of all variables: parameters, and what training keeps beside them. */
const variableBytes = ({ entries }: Compiled): number => {
  const variables = entries.flatMap(({ nodes }) => nodes.filter(({ op }) => op === 'VarHandleOp'))
  const shapes = new Map(variables.map(({ name, shape }) => [name, shape.map(Number)]))
  return 4 * [...shapes.values()].reduce((sum, shape) => sum + sizeOf(shape), 0)
}
