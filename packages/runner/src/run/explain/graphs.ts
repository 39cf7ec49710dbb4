import { programOf } from '../../compute/compiled.js'
import { disposeParameters } from '../../compute/parameters.js'
import { hasOwnOperations } from '../../engine/ownOperations.js'
import { type Compiled, compile } from '../../graph/compile.js'
import type { Graph } from '../../graph/graph.js'
import type { Passes } from '../../graph/passes/index.js'
import type { Program } from '../../graph/program.js'
import { tokensInUse } from '../../train/tokensInUse.js'
import { trainingProgram } from '../../train/trainingProgram.js'
import type { OpenPlan } from '../openPlan.js'
import { startOf } from '../startOf.js'

/** A pipeline's graph as it is compiled, with every form it had on the way. */
export interface Graphs extends Compiled {
  /** By entry point: the graph as it was recorded and after each pass, in order. */
  readonly forms: ReadonlyMap<string, ReadonlyMap<string, Graph>>
  readonly program: Program
}

/** Rejects with a sentence that names the stage where a pipeline cannot be compiled. */
export const graphsOf = async (
  { plan, model, sentenceEncoder, rows }: OpenPlan,
  passes: Omit<Passes, 'seen'>,
): Promise<Graphs> => {
  const { train, loss, data, maxLength } = plan
  const forms = new Map<string, Map<string, Graph>>()
  const seen: Passes['seen'] = (pass, graph) => {
    const known = forms.get(graph.entry) ?? new Map<string, Graph>()
    forms.set(graph.entry, known.set(pass, graph))
  }
  const trains = train !== undefined && loss !== undefined
  const collation = trains && { data, loss, tokenizer: model.tokenizer, maxLength, prompts: train.prompts ?? {} }
  const inUse = collation ? await tokensInUse(collation, rows.get(train!.on)!) : undefined
  const start = startOf(plan, model)
  try {
    const program = trains
      ? trainingProgram(sentenceEncoder, loss, train, start, inUse)
      : programOf(sentenceEncoder, loss, start)
    return { ...compile(program, { ownOperations: hasOwnOperations(), ...passes, seen }), forms, program }
  } finally {
    disposeParameters(start)
  }
}

/** The entry point that costs most: a step or a batch of one where something is trained, else the encoder's. */
export const mainEntry = ({ entries }: Compiled): Graph =>
  ['train', 'gradients', 'encode'].flatMap(name => entries.find(({ entry }) => entry === name) ?? [])[0]!
