import { costsAt } from '../../graph/costs.js'
import type { Graph } from '../../graph/graph.js'
import type { Sizes } from '../../graph/size.js'

/** What the time of a batch grows with: the graph's FLOP for it, or its tokens where there is no graph. */
export const workOf =
  (main: Graph | undefined) =>
  (sizes: Sizes): number =>
    main === undefined ? sizes.tokens! : costsAt(main, sizes).reduce((sum, { flops }) => sum + flops, 0)
