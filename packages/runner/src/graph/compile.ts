import { encodeEntry, encodeTwoEntry, lossEntry, predictEntry } from './entries/inference.js'
import { assignEntry, emptyEntry, readEntry } from './entries/parameters.js'
import { profileEntry } from './entries/profile.js'
import { rowsInUseEntries } from './entries/rowsInUse.js'
import { stepEntries } from './entries/step.js'
import type { Graph } from './graph.js'
import { type Passes, throughPasses } from './passes/index.js'
import { type Program, parameterShapes, type ShapesByName } from './program.js'
import { savedModel } from './savedModel.js'

/** A program as one graph for all batches: entry points that share its variables. */
export interface Compiled {
  /** A saved_model.pb. */
  readonly bytes: Uint8Array
  readonly entries: readonly Graph[]
  /** Uses of dropout in one batch, by its entry point. */
  readonly sites: Readonly<Record<string, number>>
  /** Names of the parts that a loss tells, by the entry point that computes it. */
  readonly parts: Readonly<Record<string, readonly string[]>>
  /** Parameters that the loss does not depend on; nothing trains them. */
  readonly untrained: readonly string[]
  /** What the optimizer keeps beside parameters, by the name of its variable. */
  readonly moments: ShapesByName
}

/**
 * Throws a sentence that names the stage where one cannot be compiled. What is trained in bfloat16 is judged in float32, as
 * it is saved.
 */
export const compile = (program: Program, passes: Passes): Compiled => {
  const { objectives, training } = program
  const shapes = parameterShapes(program)
  const step = training && objectives.length > 0 ? stepEntries(program, objectives, training) : undefined
  const moments = Object.fromEntries(Object.entries(step?.moments ?? {}).map(([name, { shape }]) => [name, shape]))
  const recorded = [
    assignEntry('assign', shapes),
    readEntry('read', shapes),
    ...[undefined, ...(program.routes ?? [])].flatMap(route => [
      encodeEntry(program, route),
      encodeTwoEntry(program, route),
    ]),
    ...(step === undefined ? [] : [emptyEntry({ ...step.moments, ...step.sums }), ...step.entries]),
    ...(Object.keys(moments).length === 0 ? [] : [assignEntry('remember', moments), readEntry('moments', moments)]),
    ...(training?.inUse === undefined ? [] : rowsInUseEntries(training.inUse, shapes)),
    ...objectives.flatMap(objective => [
      lossEntry(program, objective),
      ...(objective.predict === undefined ? [] : [predictEntry(program, objective, objective.predict)]),
    ]),
  ]
  const stepped = new Set(step?.entries.map(({ entry }) => entry))
  const judging: Passes = step === undefined ? passes : { ...passes, precision: 'float32' }
  const passed = recorded.map(graph => throughPasses(graph, stepped.has(graph.entry) ? passes : judging))
  const batchGraph = passed.find(({ entry }) => entry === program.profiled)
  const entries = batchGraph ? [...passed, profileEntry(batchGraph)] : passed
  return {
    bytes: savedModel(entries),
    entries,
    sites: step?.sites ?? {},
    parts: step?.parts ?? {},
    untrained: step?.untrained ?? [],
    moments,
  }
}
