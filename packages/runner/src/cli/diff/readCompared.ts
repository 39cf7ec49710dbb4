import { stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { fromJson, type Pipeline, type Problems } from '@siamese/core'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import { manifestFile } from '../../run/folder/manifest.js'
import { readManifest } from '../../run/folder/readManifest.js'
import { vocabulary } from '../../vocabulary.js'
import { stagesFor } from '../knownStages.js'
import { loadPipeline } from '../loadPipeline.js'
import type { Which } from '../onePipeline.js'

/** The pipeline of a file, or of the manifest in a run's folder; one that is wrong is refused. */
export const readCompared = async (
  path: string,
  names: readonly string[],
  which: Which = {},
): Promise<Either<Problems, Pipeline>> => {
  const isFolder = await stat(path).then(
    found => found.isDirectory(),
    () => false,
  )
  return isFolder ? fromRun(path, names) : fromFile(path, names, which)
}

const fromFile = async (path: string, names: readonly string[], which: Which): Promise<Either<Problems, Pipeline>> => {
  const loaded = await loadPipeline(path, names, which)
  if (isLeft(loaded)) return loaded
  const { pipeline } = loaded.right
  return pipeline.problems.length > 0 ? left(pipeline.problems) : right(pipeline)
}

const fromRun = async (folder: string, names: readonly string[]): Promise<Either<Problems, Pipeline>> => {
  const path = resolve(join(folder, manifestFile.name))
  const own = await stagesFor(process.cwd(), names)
  if (isLeft(own)) return own
  const manifest = await readManifest(folder)()
  if (isLeft(manifest)) return manifest
  const pipeline = fromJson([...vocabulary, ...own.right], manifest.right.pipeline)
  return isLeft(pipeline)
    ? left(pipeline.left.map(each => ({ ...each, place: [path, each.place].filter(Boolean).join(', ') })))
    : pipeline
}
