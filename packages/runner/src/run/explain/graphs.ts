import type { Compiled } from '../../graph/compile.js'
import type { Graph } from '../../graph/graph.js'
import type { Passes } from '../../graph/passes/index.js'

/** A pipeline's graph as it is compiled, with every form it had on the way. */
export interface Graphs extends Compiled {
  readonly forms: Forms
  /** The entry point that is shown: a step, of several data sets of the one that has most turns. */
  readonly main: Graph
}
/** By entry point: the graph as it was recorded and after each pass, in order. */
export type Forms = ReadonlyMap<string, ReadonlyMap<string, Graph>>

/** Keeps every form that it is told of. */
export const keptForms = (): { readonly forms: Forms; readonly seen: NonNullable<Passes['seen']> } => {
  const forms = new Map<string, Map<string, Graph>>()
  return {
    forms,
    seen: (pass, graph) => {
      const known = forms.get(graph.entry) ?? new Map<string, Graph>()
      forms.set(graph.entry, known.set(pass, graph))
    },
  }
}
