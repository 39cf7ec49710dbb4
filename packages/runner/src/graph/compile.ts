import { encodeEntry, encodeTwoEntry, lossEntry, predictEntry } from './entries/inference.js'
import { assignEntry, emptyEntry, readEntry } from './entries/parameters.js'
import { profileEntry } from './entries/profile.js'
import { rowsInUseEntries } from './entries/rowsInUse.js'
import { stepEntries } from './entries/step.js'
import type { Graph } from './graph.js'
import { type Passes, throughPasses } from './passes/index.js'
import { type Program, parameterShapes } from './program.js'
import { savedModel } from './savedModel.js'

/** A program as one graph for all batches: entry points that share its variables. */
export interface Compiled {
  /** A saved_model.pb. */
  readonly bytes: Uint8Array
  readonly entries: readonly Graph[]
  /** Uses of dropout in one batch, by its entry point. */
  readonly sites: Readonly<Record<string, number>>
  /** Parameters that the loss does not depend on; nothing trains them. */
  readonly untrained: readonly string[]
}

/**
 * Throws a sentence that names the stage where one cannot be compiled. What is trained in bfloat16 is judged in float32, as
 * it is saved.
 */
export const compile = (program: Program, passes: Passes): Compiled => {
  const { objectives, training } = program
  const shapes = parameterShapes(program)
  const step = training && objectives.length > 0 ? stepEntries(program, objectives, training) : undefined
  const recorded = [
    assignEntry(shapes),
    readEntry(shapes),
    encodeEntry(program),
    encodeTwoEntry(program),
    ...(step === undefined ? [] : [emptyEntry(step.state), ...step.entries]),
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
    untrained: step?.untrained ?? [],
  }
}
