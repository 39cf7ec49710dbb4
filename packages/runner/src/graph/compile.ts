import { encodeEntry, lossEntry, predictEntry } from './entries/inference.js'
import { assignEntry, emptyEntry, readEntry } from './entries/parameters.js'
import { stepEntries, sumOf } from './entries/step.js'
import type { Graph } from './graph.js'
import { type Passes, throughPasses } from './passes/index.js'
import { type Program, parameterShapes, type ShapesByName } from './program.js'
import { savedModel } from './savedModel.js'
import { firstMoment, secondMoment } from './updateNodes.js'

/** A program as one graph for all batches: entry points that share its variables. */
export interface Compiled {
  /** A saved_model.pb. */
  readonly bytes: Uint8Array
  readonly entries: readonly Graph[]
  /** Uses of dropout in one batch. */
  readonly sites: number
  /** Parameters that the loss does not depend on; nothing trains them. */
  readonly untrained: readonly string[]
}

/** Throws a sentence that names the stage where one cannot be compiled. */
export const compile = (program: Program, passes: Passes): Compiled => {
  const { objective, training } = program
  const shapes = parameterShapes(program)
  const step = objective && training && stepEntries(program, objective, training)
  const state = step === undefined ? {} : stateOf(step.trained, shapes, training!.accumulates)
  const recorded = [
    assignEntry(shapes),
    readEntry(shapes),
    encodeEntry(program),
    ...(Object.keys(state).length === 0 ? [] : [emptyEntry(state)]),
    ...(step?.entries ?? []),
    ...(objective === undefined ? [] : [lossEntry(program, objective)]),
    ...(objective?.predict === undefined ? [] : [predictEntry(program, objective, objective.predict)]),
  ]
  const entries = recorded.map(graph => throughPasses(graph, passes))
  return {
    bytes: savedModel(entries),
    entries,
    sites: step?.sites ?? 0,
    untrained: step === undefined ? [] : Object.keys(shapes).filter(name => !step.trained.includes(name)),
  }
}

/** What training keeps beside the parameters. */
const stateOf = (trained: readonly string[], shapes: ShapesByName, accumulates: boolean): ShapesByName =>
  Object.fromEntries(
    trained.flatMap(name =>
      [firstMoment, secondMoment, ...(accumulates ? [sumOf] : [])].map(of => [of(name), shapes[name]!]),
    ),
  )
