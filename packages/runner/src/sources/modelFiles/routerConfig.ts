import { join } from 'node:path'
import { ownOf, type Problems, problem, type Route, routeNames } from '@siamese/core'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { chain, chainEitherK, type TaskEither } from 'fp-ts/lib/TaskEither.js'
import * as t from 'io-ts'
import { insideFolder } from './insideFolder.js'
import { maybe, readJson, readOptionalJson, words } from './readJson.js'
import { routerConfigName } from './writtenRouter.js'

/** An entry of modules.json, or one inside a router. */
export interface Entry {
  readonly path: string
  readonly type: string
}
/** A router with what only one of its routes has; what both begin or end with stands before and behind it. */
export interface RouterEntry extends Entry {
  readonly routes: Readonly<Record<Route, readonly Entry[]>>
  readonly default: Route
  /** The file of its configuration. */
  readonly config: string
}
export const isRouter = (entry: Entry): entry is RouterEntry => 'routes' in entry

const RouterConfig = t.type({
  types: t.record(words, words),
  structure: t.record(words, t.array(words)),
  parameters: t.partial({ default_route: maybe(words), route_mappings: maybe(t.record(words, words)) }),
})
type RouterConfig = t.TypeOf<typeof RouterConfig>

/** The library's router, or Asym, as it was called. */
const isRouterType = (type: string): boolean => /^sentence_transformers\..*\.(Router|Asym)$/.test(type)

/** Modules in order, and the file that says which of them a route takes, where one has been asked for. */
export interface Entries {
  readonly list: readonly Entry[]
  readonly chosenBy?: string
}

/**
 * A router in a list of modules with its configuration read, or in its place the modules of the one route that is asked for; every other
 * module stays as it is, also a router outside the folder.
 */
export const withRouters = (folder: string, list: readonly Entry[], asked?: Route): TaskEither<Problems, Entries> => {
  const at = list.findIndex(({ type, path }) => isRouterType(type) && insideFolder(path))
  if (at < 0) return async () => right({ list })
  const entry = list[at]!
  const path = entry.path === '.' ? '' : entry.path
  const inFolder = (name: string) => (path === '' ? name : `${path}/${name}`)
  return pipe(
    readOptionalJson(RouterConfig, folder, inFolder(routerConfigName)),
    chain(read =>
      read === undefined
        ? pipe(
            readJson(RouterConfig, folder, inFolder('config.json')),
            chainEitherK(old => routed(old, inFolder('config.json'))),
          )
        : async () => routed(read, inFolder(routerConfigName)),
    ),
  )

  function routed(config: RouterConfig, file: string): Either<Problems, Entries> {
    const read = routesOf(config, join(folder, file))
    if (isLeft(read)) return read
    const { query, document, usual } = read.right
    const [first, last] = [sharedAhead(query, document), sharedBehind(query, document)]
    const inside = (ids: readonly string[]) =>
      ids.map((id): Entry => ({ path: inFolder(id), type: config.types[id] ?? '' }))
    const around = (...inner: readonly Entry[]) => [...list.slice(0, at), ...inner, ...list.slice(at + 1)]
    if (asked !== undefined) return right({ list: around(...inside(read.right[asked])), chosenBy: file })
    const own = (ids: readonly string[]) => ids.slice(first, ids.length - last)
    const twice = own(query).filter(id => own(document).includes(id))
    if (twice.length > 0)
      return left([
        problem(
          `${join(folder, file)}: both routes pass ${twice.join(', ')} between modules of their own; only what they begin or end with may be shared.`,
        ),
      ])
    const router =
      own(query).length + own(document).length === 0
        ? []
        : [
            {
              ...entry,
              path,
              routes: { query: inside(own(query)), document: inside(own(document)) },
              default: usual,
              config: file,
            },
          ]
    return right({
      list: around(...inside(query.slice(0, first)), ...router, ...inside(query.slice(query.length - last))),
    })
  }
}

/** The modules of each route, and the one that is taken where nothing is asked. */
const routesOf = (
  { structure, parameters }: RouterConfig,
  file: string,
): Either<Problems, Readonly<Record<Route, readonly string[]>> & { readonly usual: Route }> => {
  const names = Object.keys(structure)
  const taken = (task?: string) => takenBy(task, names, parameters.route_mappings ?? {})
  const lacks = routeNames.filter(route => structure[taken(route) ?? ''] === undefined)
  if (lacks.length > 0)
    return left([
      problem(
        `${file} has no route for ${lacks.join(' and ')}; it has ${names.join(', ')}. Models with both are read here.`,
      ),
    ])
  const usual = taken() ?? parameters.default_route ?? names[0]!
  const route = [...routeNames].reverse().find(route => taken(route) === usual)
  if (route === undefined)
    return left([
      problem(`${file} takes the route ${usual} where nothing is asked; that is neither a query's nor a document's.`),
    ])
  return right({ query: structure[taken('query')!]!, document: structure[taken('document')!]!, usual: route })
}

/** The route of a task of texts, in the library's order: a mapping of the task, one of all texts, then the route of that name. */
const takenBy = (task: string | undefined, names: readonly string[], mappings: Readonly<Record<string, string>>) => {
  const asked = task === undefined ? 'None' : `'${task}'`
  const [mapped] = [`(${asked}, 'text')`, `(${asked}, None)`, "(None, 'text')", '(None, None)'].flatMap(
    key => ownOf(mappings, key) ?? [],
  )
  return mapped ?? [task, 'text'].find(name => name !== undefined && names.includes(name))
}

const sharedAhead = (one: readonly string[], other: readonly string[]): number => {
  const differs = one.findIndex((id, i) => id !== other[i])
  return differs < 0 ? one.length : differs
}
const sharedBehind = (one: readonly string[], other: readonly string[]): number => {
  const ahead = sharedAhead(one, other)
  const most = Math.min(one.length, other.length) - ahead
  return sharedAhead(one.slice(one.length - most).reverse(), other.slice(other.length - most).reverse())
}
