import { readFile } from 'node:fs/promises'
import { dirname, extname, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { fromJson, type Pipeline, type Problems, problem } from '@siamese/core'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import { fileTrouble } from '../sources/fileTrouble.js'
import { jsonFault } from '../sources/jsonFault.js'
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
  const json = parse(read.right, path)
  if (isLeft(json)) return json
  const pipeline = fromJson(vocabulary, json.right)
  return isLeft(pipeline)
    ? left(pipeline.left.map(each => ({ ...each, place: [path, each.place].filter(Boolean).join(', ') })))
    : pipeline
}

const parse = (text: string, path: string): Either<Problems, unknown> => {
  try {
    return right(JSON.parse(text))
  } catch {
    const { at, expected } = jsonFault(text)
    const lines = text.slice(0, at).split('\n')
    const place = `${path}:${lines.length}:${lines.at(-1)!.length + 1}`
    return left([problem(`the pipeline is malformed JSON: expected ${expected}`, { place })])
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
  const frames = String((error as Error)?.stack ?? '').matchAll(/((?:file:\/\/)?\/[^()\n]+?\.[cm]?[jt]s):(\d+):\d+/g)
  const frame = [...frames].find(([, path]) => !path!.includes('node_modules'))
  return frame === undefined ? {} : { place: `${frame[1]!.replace('file://', '')}:${frame[2]}` }
}
