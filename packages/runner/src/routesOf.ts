import { type LossInput, type Route, type Routing, routeOf } from '@siamese/core'

/** Texts of a loss with the route that their column or their role says. */
const routed = (inputs: readonly LossInput[], routing: Routing): readonly (readonly [column: string, Route])[] =>
  inputs.flatMap(input => {
    const route = input.kind === 'text' ? routeOf(input, routing) : undefined
    return route === undefined ? [] : [[input.column, route] as const]
  })

/** The route of each column of texts that a loss reads. */
export const routesOf = (inputs: readonly LossInput[], routing: Routing): Readonly<Record<string, Route>> =>
  Object.fromEntries(routed(inputs, routing))

/** Columns that losses within a loss read by different routes. */
export const columnOfBoth = (inputs: readonly LossInput[], routing: Routing): readonly string[] => {
  const all = routed(inputs, routing)
  const both = all.filter(([column, route]) => all.some(([name, by]) => name === column && by !== route))
  return [...new Set(both.map(([column]) => column))]
}
