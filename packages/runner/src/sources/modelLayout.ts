import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { firstProblems, type Problems, problem, type Route } from '@siamese/core'
import { left, map as mapEither, right } from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { chain, chainEitherK, map, mapLeft, type TaskEither } from 'fp-ts/lib/TaskEither.js'
import { fileTrouble } from './fileTrouble.js'
import { gather, gatherEach } from './gather.js'
import { isThere } from './isThere.js'
import { type EncoderFiles, readEncoderFiles } from './modelFiles/encoderFiles.js'
import { type DecodedModule, decodeModule, type ModuleStage } from './modelFiles/moduleStages.js'
import {
  decodeModules,
  type Module,
  type Modules,
  ModulesJson,
  type RouterModule,
  usualOfEncoders,
} from './modelFiles/modulesJson.js'
import { promptsConfigName, readUse, type Use } from './modelFiles/promptsConfig.js'
import { readOptionalJson } from './modelFiles/readJson.js'
import { withRouters } from './modelFiles/routerConfig.js'
import { readModel2Vec } from './modelFiles/tableFiles.js'

/** What a model folder says of itself, without its weights. */
export interface ModelLayout extends Use, Omit<EncoderFiles, 'names' | 'computes' | 'undeclared'> {
  readonly folder: string
  /** `model_type` of the configuration: bert, roberta … */
  readonly architecture: string
  /** The stages after the encoder, in order. */
  readonly modules: readonly ModuleStage[]
  /** Where the encoder's own files lie inside the folder; often the folder itself, which is the empty path. */
  readonly encoderPath: string
  /** For each module, those of a router in its place, the file of its own weights, when it has any. */
  readonly moduleWeightsFiles: readonly (string | undefined)[]
  /** Names of the files that say what the model is, relative to the folder; not all need be there. */
  readonly fileNames: readonly string[]
}

/**
 * Decodes a folder in the sentence-transformers layout, of version 6 or before, or a plain Hugging Face checkpoint or one of Model2Vec,
 * which get mean pooling as in the reference. Only files inside the folder are read. Of a folder with an encoder for each route one is asked for.
 */
export const readModelLayout = (folder: string, route?: Route): TaskEither<Problems, ModelLayout> =>
  pipe(
    isFolder(folder),
    chain(() => readModules(folder, route)),
    chain(modules => readParts(folder, modules)),
  )

/** The route of texts of which nothing is said, of a folder whose routes have an encoder each; `undefined` of every other. */
export const usualOf = (folder: string): TaskEither<Problems, Route | undefined> =>
  pipe(
    isFolder(folder),
    chain(() => readOptionalJson(ModulesJson, folder, 'modules.json')),
    chain(list => withRouters(folder, list ?? [])),
    map(({ list }) => usualOfEncoders(list)),
  )

const isFolder =
  (folder: string): TaskEither<Problems, void> =>
  async () => {
    try {
      if ((await stat(folder)).isDirectory()) {
        const model = join(folder, 'model')
        const isRun = (await isThere(join(folder, 'manifest.json'))) && (await isThere(model))
        return isRun ? left([problem(`${folder} is the folder of a run: its model is in ${model}.`)]) : right(undefined)
      }
    } catch (error) {
      return left([fileTrouble(error, folder)])
    }
    return left([problem(`${folder} is a file; a model is a folder with a config.json.`)])
  }

/** Modules as they are passed, those of a router in its place. */
const oneByOne = (module: DecodedModule): readonly DecodedModule[] => module.inside ?? [module]

const configsOf = (module: Module | RouterModule, { config, inside }: DecodedModule): readonly string[] =>
  'routes' in module
    ? [
        module.config,
        ...[...module.routes.query, ...module.routes.document].flatMap((each, i) => configsOf(each, inside![i]!)),
      ]
    : module.path === ''
      ? []
      : [config ?? `${module.path}/config.json`]

/** The modules after the encoder are unknown when the folder has no modules.json. */
type Declared = Pick<Modules, 'encoder'> & {
  readonly after: Modules['after'] | undefined
  readonly chosenBy?: string | undefined
}

const readModules = (folder: string, route: Route | undefined): TaskEither<Problems, Declared> =>
  pipe(
    readOptionalJson(ModulesJson, folder, 'modules.json'),
    chain(list =>
      list === undefined
        ? undeclared(folder)
        : pipe(
            withRouters(folder, list, route),
            chainEitherK(({ list, chosenBy }) =>
              usualOfEncoders(list) === undefined
                ? pipe(
                    decodeModules(list, join(folder, 'modules.json')),
                    mapEither(modules => ({ ...modules, chosenBy })),
                  )
                : left([problem(encoderForEach(folder))]),
            ),
          ),
    ),
  )

/**
 * Why: Queries and documents have an encoder each, and one is read here.
 * Cure: Name the route, or add both to the lock and put a router over them.
 * Types: What a folder holds is seen when it is opened.
 */
const encoderForEach = (folder: string): string =>
  `${folder} has an encoder for queries and one for documents: siamese add model writes both into the lock, as nameQuery and nameDocument`

const undeclared = (folder: string): TaskEither<Problems, Declared> =>
  pipe(
    readModel2Vec(folder),
    map(config => ({
      encoder: { kind: config?.model_type === 'model2vec' ? 'StaticEmbedding' : 'Transformer', path: '' },
      after: undefined,
    })),
  )

const readParts = (folder: string, { encoder, after, chosenBy }: Declared): TaskEither<Problems, ModelLayout> => {
  const { path } = encoder
  return pipe(
    gather({
      files: readEncoderFiles(join(folder, path), encoder),
      use: readUse(folder),
      modules: pipe(
        after ?? [],
        gatherEach((module: Module | RouterModule) => decodeModule(folder, module)),
        mapLeft(problems => firstProblems(problems)),
      ),
    }),
    map(({ files: { names, computes, undeclared, ...files }, use, modules }) => ({
      ...use,
      ...files,
      folder,
      architecture: String(files.config.model_type),
      modules: after ? [...computes, ...modules.map(({ stage }) => stage)] : undeclared,
      encoderPath: path,
      moduleWeightsFiles: after
        ? [...computes.map(() => undefined), ...modules.flatMap(oneByOne).map(({ weights }) => weights)]
        : [],
      fileNames: [
        'modules.json',
        promptsConfigName,
        ...(chosenBy === undefined ? [] : [chosenBy]),
        ...names.map(name => (path === '' ? name : `${path}/${name}`)),
        ...(after ?? []).flatMap((module, i) => configsOf(module, modules[i]!)),
        ...modules.flatMap(oneByOne).flatMap(({ weights }) => weights ?? []),
      ],
    })),
  )
}
