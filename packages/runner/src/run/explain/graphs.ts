import { programOf } from '../../compute/compiled.js'
import { disposeParameters } from '../../compute/parameters.js'
import { type Compiled, compile } from '../../graph/compile.js'
import type { Graph } from '../../graph/graph.js'
import type { Passes } from '../../graph/passes/index.js'
import { type Program, parameterShapes, type ShapesByName } from '../../graph/program.js'
import { trainingProgram } from '../../train/openTraining.js'
import { tokensInUse } from '../../train/tokensInUse.js'
import type { OpenPlan } from '../openPlan.js'
import { startOf } from '../startOf.js'

/** A pipeline's graph as it is compiled, with every form it had on the way. */
export interface Graphs extends Compiled {
  /** By entry point: the graph as it was recorded and after each pass, in order. */
  readonly forms: ReadonlyMap<string, ReadonlyMap<string, Graph>>
  readonly parameters: ShapesByName
}

/** Throws a sentence that names the stage where a pipeline cannot be compiled. */
export const graphsOf = async (
  { plan, model, rows, sentenceEncoder }: OpenPlan,
  passes: Omit<Passes, 'seen'>,
): Promise<Graphs> => {
  const { train, loss } = plan
  const start = startOf(plan, model)
  const forms = new Map<string, Map<string, Graph>>()
  const seen: Passes['seen'] = (pass, graph) => {
    const known = forms.get(graph.entry) ?? new Map<string, Graph>()
    forms.set(graph.entry, known.set(pass, graph))
  }
  const program = async (): Promise<Program> => {
    if (train === undefined || loss === undefined) return programOf(sentenceEncoder, loss, start)
    const { data, maxLength } = plan
    const collation = { data, loss, tokenizer: model.tokenizer, maxLength, prompts: train.prompts }
    return trainingProgram(sentenceEncoder, loss, train, start, await tokensInUse(collation, rows.get(train.on)!))
  }
  try {
    const described = await program()
    return { ...compile(described, { ...passes, seen }), forms, parameters: parameterShapes(described) }
  } finally {
    disposeParameters(start)
  }
}

/** The entry point that costs most: a step or a batch of one where something is trained, else the encoder's. */
export const mainEntry = ({ entries }: Compiled): Graph =>
  ['train', 'gradients', 'encode'].flatMap(name => entries.find(({ entry }) => entry === name) ?? [])[0]!
