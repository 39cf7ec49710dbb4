import { programOf } from '../../compute/compiled.js'
import { disposeParameters } from '../../compute/parameters.js'
import { type Compiled, compile } from '../../graph/compile.js'
import type { Graph } from '../../graph/graph.js'
import type { Passes } from '../../graph/passes/index.js'
import { parameterShapes, type ShapesByName } from '../../graph/program.js'
import { decays } from '../../train/adamW.js'
import type { OpenPlan } from '../openPlan.js'
import { startOf } from '../startOf.js'

/** A pipeline's graph as it is compiled, with every form it had on the way. */
export interface Graphs extends Compiled {
  /** By entry point: the graph as it was recorded and after each pass, in order. */
  readonly forms: ReadonlyMap<string, ReadonlyMap<string, Graph>>
  readonly parameters: ShapesByName
}

/** Throws a sentence that names the stage where a pipeline cannot be compiled. */
export const graphsOf = ({ plan, model, sentenceEncoder }: OpenPlan, passes: Omit<Passes, 'seen'>): Graphs => {
  const { train, loss } = plan
  const start = startOf(plan, model)
  const forms = new Map<string, Map<string, Graph>>()
  const seen: Passes['seen'] = (pass, graph) => {
    const known = forms.get(graph.entry) ?? new Map<string, Graph>()
    forms.set(graph.entry, known.set(pass, graph))
  }
  const training = train && { ...train, accumulates: train.accumulate > 1, decays }
  try {
    const program = programOf(sentenceEncoder, loss, start, training)
    return { ...compile(program, { ...passes, seen }), forms, parameters: parameterShapes(program) }
  } finally {
    disposeParameters(start)
  }
}

/** The entry point that costs most: a step or a batch of one where something is trained, else the encoder's. */
export const mainEntry = ({ entries }: Compiled): Graph =>
  ['train', 'gradients', 'encode'].flatMap(name => entries.find(({ entry }) => entry === name) ?? [])[0]!
