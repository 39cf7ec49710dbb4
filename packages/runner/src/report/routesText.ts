import type { ByRoute } from '../byRoute.js'

/** What is said of the encoder of each route: `queries by table: …`. */
export const routesText = <A extends { readonly name: string }>(
  { query, document }: ByRoute<A>,
  say: (encoder: A) => string,
): readonly [string, string] => [
  `queries by ${query.name}: ${say(query)}`,
  `documents by ${document.name}: ${say(document)}`,
]
