import * as t from 'io-ts'
import { isChoice } from './choice.js'
import { showColumns } from './columns.js'
import type { Data } from './data.js'
import { differs, tail } from './declared.js'
import { described, inSchema } from './described.js'
import type { Flow, Kind } from './flow.js'
import { flatten } from './fragment.js'
import { follow } from './joint.js'
import { anyStage, isStage } from './nested.js'
import { options } from './options.js'
import type { Fault } from './problem.js'
import { type Router, type Settings, takes } from './routerRule.js'
import {
  emptyRoutes,
  ends,
  lacksDeclared,
  noColumnToRoute,
  notInRoute,
  routedAgain,
  uneven,
  unfinishedRoute,
} from './routerSentences.js'
import { isTextColumn, type Route, type Routing, routeNames } from './routes.js'
import { misplaced } from './sentences.js'
import { type Definition, definition, make, type Stage } from './stage.js'
import { setsOf } from './tasks.js'

const name = 'router'

/** The families of what a route is made of. */
const families = ['tokenize', 'encode', 'tokenModule', 'pooling', 'module']
const stages = inSchema(t.array(anyStage, 'a list of stages'), () => ({
  type: 'array',
  items: { anyOf: families.map(family => ({ $ref: `#/definitions/any.${family}` })) },
}))
const route = t.keyof({ query: null, document: null }, 'query or document')

const def: Definition = {
  name,
  about: 'Stages of their own for queries and for documents',
  options: options({
    query: described(stages, 'What makes embeddings of queries, in order'),
    document: described(stages, 'What makes embeddings of documents, in order'),
    columns: [
      described(
        t.record(t.string, route, 'an object with query or document for each column'),
        'The route of a column whose role does not say it',
      ),
      {},
    ],
    default: [described(route, 'The route of texts of which nothing is said'), 'document'],
  }),
  rules: [],
  does: { family: 'router' },
  judge: (flow, settings) => {
    const { columns, default: otherwise } = settings as unknown as Routing
    const wrong =
      misplaced(name, takes, flow.kind) ?? (flow.routing === undefined ? differs(name, flow) : routedAgain())
    const [query, document] = routeNames.map(each => along(each, (settings[each] ?? []) as readonly Stage[], flow))
    const inRoutes = [query!, document!].flatMap(({ problems }) => problems)
    const behind: Flow = {
      ...(flow.kind === 'texts' ? document!.flow : flow),
      kind: 'sentenceEmbeddings',
      left: tail(flow.left),
      width: document!.flow.width,
      weighted: true,
      routing: { columns, default: otherwise },
    }
    if (wrong !== undefined) return { problems: [wrong], flow: behind }
    const empty = routeNames.every(each => (settings[each] as readonly Stage[] | undefined)?.length === 0)
    const [one, other] = [query!.flow.width, document!.flow.width]
    const together = empty ? [emptyRoutes()] : inRoutes.length > 0 || one === other ? [] : [uneven(one, other)]
    return { problems: [...inRoutes, ...together, ...unknown(columns, flow.from)], flow: behind }
  },
}

interface Along {
  readonly flow: Flow
  readonly problems: readonly Fault[]
}
/** What a route makes of what arrives, and what is wrong with it. */
const along = (route: Route, given: readonly Stage[], flow: Flow): Along => {
  const walked = given.map((stage, i) => ({ stage, path: [route, i] }))
  const others = walked.flatMap(({ stage, path }) =>
    stage[definition].does.family === 'evaluator' ? [{ sentence: notInRoute(route, stage.stage), at: path }] : [],
  )
  const { flow: after, problems } = follow({ ...flow, left: undefined }, walked)
  const faults = problems.map(({ sentence, path = [] }) => ({ sentence, at: path }))
  const early = isUnfinished(after.kind) ? unfinishedRoute(route, ends[after.kind]) : lacks(route, after)
  const last = faults.length + others.length > 0 || early === undefined ? [] : [{ sentence: early, at: [route] }]
  return { flow: after, problems: [...faults, ...others, ...last] }
}
const lacks = (route: Route, { left: [next] = [], encoder }: Flow): string | undefined =>
  next === undefined ? undefined : lacksDeclared(route, next, encoder)
const isUnfinished = (kind: Kind): kind is Exclude<Kind, 'sentenceEmbeddings'> => kind !== 'sentenceEmbeddings'

/** Columns that are routed and are no texts of the data; of several data sets, of none of them. Of data without columns nothing is known. */
const unknown = (columns: Routing['columns'], from: Data): readonly Fault[] => {
  const sets = setsOf(from) ?? [from]
  return Object.keys(columns).flatMap(column =>
    sets.some(set => set.columns.length === 0 || isTextColumn(set.columns, column))
      ? []
      : [
          {
            sentence: noColumnToRoute(column, from.data, sets.map(set => showColumns(set.columns)).join('; ')),
            at: ['columns', column],
          },
        ],
  )
}

/**
 * Stages of their own for queries and for documents behind one encoder, whose vectors are compared: `router({ query: [pool.dense({ width: 384 })],
 * document: [] })`. Texts that play anchor or query take the first route, positives, negatives and documents the second; `columns` says it
 * of others, `{ question: 'query' }`, and `default` of texts of which nothing is said. `[sentences, …]` to `[sentences, width]`.
 * Source: sentence-transformers' Router.
 */
export interface RouterConstructor {
  <const O extends Settings>(settings: O): Stage<Router, O>
  readonly definition: Definition<'router'>
}
export const router: RouterConstructor = Object.assign(
  (settings: object = {}) => make(def, { ...settings, ...opened(settings) }),
  { definition: def },
) as RouterConstructor

/** Routes as their stages, a fragment as those in it; a route may be chosen as a whole. */
const opened = (settings: object): object =>
  Object.fromEntries(
    Object.entries(settings).flatMap(([key, value]) =>
      routeNames.some(each => each === key) ? [[key, openedRoute(value)]] : [],
    ),
  )
const openedRoute = (given: unknown): unknown =>
  isChoice(given)
    ? Object.freeze({ choose: given.choose.map(openedRoute) })
    : Array.isArray(given) && given.every(isStage)
      ? Object.freeze([...flatten(given)])
      : given
