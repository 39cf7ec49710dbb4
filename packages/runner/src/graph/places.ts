import type { Graph, Part } from './graph.js'
import type { GraphNode } from './passes/rewrite.js'

/** Where in a step something is computed: for which stage, and on the way forward, backward, or as an update. */
export interface Place {
  readonly stage: string
  readonly part: Part
}
/** The places of a graph in the order in which they are computed, and the place of each node; −1 for what is there before. */
export interface Places {
  readonly places: readonly Place[]
  readonly of: readonly number[]
}

/**
 * Stages forward in the order in which they were recorded, backward in the opposite one, then the update. A node without a
 * stage of its own belongs where the last of what it reads does; nothing stands before what it reads.
 */
export const placesOf = ({ nodes }: Pick<Graph, 'nodes'>): Places => {
  const stages = nodes
    .filter(node => partOf(node) === 'forward')
    .flatMap(({ stage }) => stage ?? [])
    .filter((stage, i, all) => stage !== all[i - 1])
  const has = (part: Part) => nodes.some(node => node.part === part)
  const places: readonly Place[] = [
    ...stages.map(stage => ({ stage, part: 'forward' as const })),
    ...(has('backward') ? stages.toReversed().map(stage => ({ stage, part: 'backward' as const })) : []),
    ...(has('update') ? [{ stage: 'update', part: 'update' as const }] : []),
  ]
  const of: number[] = []
  for (const node of nodes) {
    const read = Math.max(-1, ...[...node.inputs, ...(node.after ?? [])].map(id => of[id]!))
    const part = partOf(node)
    const own = places.findIndex((place, i) => i >= read && place.part === part && isAt(node, place))
    of.push(part === undefined ? read : Math.max(read, own))
  }
  return { places, of }
}

const isAt = ({ stage }: GraphNode, place: Place): boolean =>
  stage === undefined || place.part === 'update' || stage === place.stage

/** Only what a step does is told its part; elsewhere everything that a stage asks for is forward. */
const partOf = ({ part, stage }: GraphNode): Part | undefined => part ?? (stage === undefined ? undefined : 'forward')
