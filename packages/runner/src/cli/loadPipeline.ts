import { readFile } from 'node:fs/promises'
import { dirname, extname, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { fromJson, type Pipeline, type Problems, problem } from '@siamese/core'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import { fileTrouble } from '../sources/fileTrouble.js'
import { vocabulary } from '../vocabulary.js'
import { readTypeScript } from './typescript.js'

export interface LoadedPipeline {
  readonly pipeline: Pipeline
  /** The file's folder, where its relative paths start. */
  readonly base: string
}

/** A pipeline from its file: the default export of a TypeScript or JavaScript module, or JSON. */
export const loadPipeline = async (file: string): Promise<Either<Problems, LoadedPipeline>> => {
  const path = resolve(file)
  const loaded = await (extname(path) === '.json' ? fromJsonFile(path) : fromModule(path, file))
  return isLeft(loaded) ? loaded : right({ pipeline: loaded.right, base: dirname(path) })
}

const fromJsonFile = async (path: string): Promise<Either<Problems, Pipeline>> => {
  const read = await readText(path)
  if (isLeft(read)) return read
  try {
    const pipeline = fromJson(vocabulary, JSON.parse(read.right))
    return isLeft(pipeline)
      ? left(pipeline.left.map(each => ({ ...each, place: [path, each.place].filter(Boolean).join(', ') })))
      : pipeline
  } catch (error) {
    return left([problem(`${path} is no JSON: ${(error as Error).message}`)])
  }
}

const fromModule = async (path: string, file: string): Promise<Either<Problems, Pipeline>> => {
  const read = await readText(path)
  if (isLeft(read)) return read
  if (!/\.[cm]?[jt]s$/.test(path)) return left([problem(`${file} is no pipeline: name a .ts, .js or .json file`)])
  const unregister = await readTypeScript()
  try {
    const module = (await import(pathToFileURL(path).href)) as { readonly default?: unknown }
    return isPipeline(module.default)
      ? right(module.default)
      : left([problem(`${file} has no pipeline as its default export: write export default pipeline(…)`)])
  } catch (error) {
    return left([problem(`${file} does not load: ${firstLine(error)}`, placeOf(error))])
  } finally {
    await unregister()
  }
}

const isPipeline = (value: unknown): value is Pipeline =>
  typeof value === 'object' && value !== null && 'stages' in value && 'data' in value && 'problems' in value

const readText = async (path: string): Promise<Either<Problems, string>> => {
  try {
    return right(await readFile(path, 'utf8'))
  } catch (error) {
    return left([fileTrouble(error, path)])
  }
}

/** esbuild heads its list of errors with a line that only counts them. */
const firstLine = (error: unknown): string =>
  String((error as Error)?.message ?? error)
    .split('\n')
    .find(line => line.trim() !== '' && !line.startsWith('Transform failed'))
    ?.replace(/^.*: ERROR: /, '') ?? 'it threw nothing that can be read'

/** The user's line that threw, when the stack tells. */
const placeOf = (error: unknown): { readonly place?: string } => {
  const frame = /((?:file:\/\/)?\/[^()\n]+?\.[cm]?[jt]s):(\d+):\d+/.exec(String((error as Error)?.stack ?? ''))
  return frame === null ? {} : { place: `${frame[1]!.replace('file://', '')}:${frame[2]}` }
}
