import { firstProblems, type Problems, problem, type Route, routeNames } from '@siamese/core'
import { type Either, left, right } from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import { insideFolder } from './insideFolder.js'
import { words } from './readJson.js'
import { type Entry, isRouter } from './routerConfig.js'
import { ownPrefix, tokenTable } from './writtenModule.js'

/** modules.json as it is written: the modules that a text passes through, in order. */
export const ModulesJson = t.array(t.type({ path: words, type: words }), 'a list of modules')

/** What makes vectors of texts; one of them is the first module. */
const encoderKinds = ['Transformer', 'StaticEmbedding', 'WordEmbeddings'] as const
export type EncoderKind = (typeof encoderKinds)[number]
const moduleKinds = [
  'Pooling',
  'Normalize',
  'Dense',
  'LayerNorm',
  'Dropout',
  'WeightedLayerPooling',
  'WordWeights',
  'CNN',
  'LSTM',
] as const
export type ModuleKind = (typeof moduleKinds)[number]
const kinds: readonly (EncoderKind | ModuleKind)[] = [...encoderKinds, ...moduleKinds]

export interface Module<Kind = ModuleKind | OwnStage> {
  readonly kind: Kind
  /** Its folder inside the model folder; empty for the model folder itself. */
  readonly path: string
}
/** Modules that texts of one route pass, and of the other. */
export interface RouterModule extends Module<'Router'> {
  readonly routes: Readonly<Record<Route, readonly Module[]>>
  readonly default: Route
  readonly config: string
}

/** A stage that a user defined: its name here. */
export interface OwnStage {
  readonly stage: string
}

/** What a folder declares: the encoder, and the modules after it. */
export interface Modules {
  readonly encoder: Module<EncoderKind | OwnStage>
  readonly after: readonly (Module | RouterModule)[]
}

/** `sentence_transformers.models.Pooling` and `sentence_transformers.sentence_transformer.modules.pooling.Pooling` are one. */
export const decodeModules = (list: readonly Entry[], file: string): Either<Problems, Modules> => {
  const wrong: string[] = []
  const decode = (
    entry: Entry,
    named: string,
  ): readonly (Module<EncoderKind | ModuleKind | OwnStage> | RouterModule)[] => {
    const { path, type } = entry
    if (!insideFolder(path)) wrong.push(`${named} lies at ${path}, outside the model's folder`)
    if (isRouter(entry)) return [{ ...entry, kind: 'Router', routes: mapRoutes(entry.routes, decodeInside) }]
    const kind = type.startsWith(ownPrefix)
      ? { stage: type.slice(ownPrefix.length) }
      : kinds.find(known => type.startsWith('sentence_transformers.') && type.split('.').at(-1) === known)
    if (!kind) wrong.push(`${named} is ${type}; known are ${kinds.join(', ')}`)
    return kind ? [{ kind, path: path === '.' ? '' : path }] : []
  }
  const decodeInside = (entries: readonly Entry[]): readonly Module[] =>
    entries.flatMap(entry => {
      const made = decode(entry, entry.path)
      if (made.some(isEncoder)) wrong.push(`${entry.path} is an encoder in one route alone`)
      return made as readonly Module[] // no router is in another, and no encoder, or it was said
    })
  const modules = list.flatMap((entry, i) => decode(entry, `module ${i}`))
  const [encoder, ...after] = modules
  if (wrong.length === 0) {
    if (!isEncoder(encoder)) wrong.push(`the first module is no ${encoderKinds.join(' and no ')}`)
    if (after.some(isEncoder)) wrong.push('it has two encoders')
  }
  return wrong.length === 0
    ? right({ encoder: encoder as Modules['encoder'], after: after as Modules['after'] })
    : left(firstProblems(wrong.map(what => problem(`${file}: ${what}.`))))
}

/** The route of texts of which nothing is said, where a router stands first and each of its routes begins with an encoder. */
export const usualOfEncoders = ([first]: readonly Entry[]): Route | undefined =>
  first !== undefined && isRouter(first) && routeNames.every(route => encodes(first.routes[route][0]))
    ? first.default
    : undefined
const encodes = (entry: Entry | undefined): boolean =>
  entry !== undefined &&
  (entry.type === `${ownPrefix}${tokenTable}` ||
    (entry.type.startsWith('sentence_transformers.') &&
      encoderKinds.some(kind => entry.type.split('.').at(-1) === kind)))

const mapRoutes = <A, B>(routes: Readonly<Record<Route, A>>, map: (a: A) => B): Readonly<Record<Route, B>> => ({
  query: map(routes.query),
  document: map(routes.document),
})

const isEncoder = (module: { readonly kind: EncoderKind | ModuleKind | OwnStage | 'Router' } | undefined): boolean =>
  module !== undefined &&
  (typeof module.kind === 'string'
    ? (encoderKinds as readonly string[]).includes(module.kind)
    : module.kind.stage === tokenTable)
