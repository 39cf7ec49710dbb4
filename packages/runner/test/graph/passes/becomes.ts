import * as assert from 'uvu/assert'
import { type Graph, printGraph } from '../../../src/graph/graph.js'
import { checkGraph } from '../../../src/graph/validity.js'
import { linesOf, readGraph } from '../readGraph.js'

/** Compares the text of a graph after a pass; it is valid before and after. */
export const becomes = (pass: (graph: Graph) => Graph, before: string, after: string): void => {
  const given = readGraph(before)
  checkGraph(given, 'given')
  const made = pass(given)
  assert.is(printGraph(made), linesOf(after).join('\n'))
  checkGraph(made, pass.name)
}
