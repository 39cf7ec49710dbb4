import type { Graph } from '../graph.js'
import { type PassName, passNames } from '../passNames.js'
import { checkGraph } from '../validity.js'
import { bfloat16Products } from './bfloat16Products.js'
import { columnSums } from './columnSums.js'
import { dropUnused } from './dropUnused.js'
import { dynamicSizes } from './dynamicSizes.js'
import { foldConstants } from './foldConstants.js'
import { layerNorms } from './layerNorms.js'
import { ownAttention } from './ownAttention.js'
import { ownDropouts } from './ownDropouts.js'
import { ownGelus } from './ownGelus.js'
import { ownNorms } from './ownNorms.js'
import { ownSums } from './ownSums.js'
import { plainReshapes } from './plainReshapes.js'
import { shareEqualNodes } from './shareEqualNodes.js'

const rewrites: Readonly<Record<PassName, (graph: Graph) => Graph>> = {
  foldConstants,
  columnSums,
  ownNorms,
  ownGelus,
  ownDropouts,
  ownAttention,
  ownSums,
  layerNorms,
  plainReshapes,
  bfloat16Products,
  shareEqualNodes,
  dropUnused,
}

export interface Passes {
  readonly precision: Precision
  /** Whether the engine has our own operations. */
  readonly ownOperations?: boolean
  readonly without?: readonly PassName[]
  /** Told of the graph as it was recorded, and after each pass. */
  readonly seen?: (pass: PassName | 'recorded' | 'dynamicSizes', graph: Graph) => void
}
/** What large products are computed in; everything else is float32. */
export type Precision = 'float32' | 'bf16'

/** The passes that a graph goes through, in order. */
export const passesOf = ({
  precision,
  ownOperations = false,
  without = [],
}: Omit<Passes, 'seen'>): readonly PassName[] =>
  passNames.filter(
    pass =>
      !without.includes(pass) &&
      (pass !== 'bfloat16Products' || precision === 'bf16') &&
      (!pass.startsWith('own') || ownOperations),
  )

/** A recorded graph as it is run: rewritten, with its sizes computed, valid after each pass. */
export const throughPasses = (recorded: Graph, { seen, ...chosen }: Passes): Graph => {
  const shown = (pass: Parameters<NonNullable<Passes['seen']>>[0], graph: Graph): Graph => {
    checkGraph(graph, pass)
    seen?.(pass, graph)
    return graph
  }
  const rewritten = passesOf(chosen).reduce(
    (graph, pass) => shown(pass, rewrites[pass](graph)),
    shown('recorded', recorded),
  )
  return shown('dynamicSizes', dynamicSizes(rewritten))
}
