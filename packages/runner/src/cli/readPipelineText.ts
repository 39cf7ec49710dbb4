import { extname } from 'node:path'
import {
  type Experiment,
  experimentFromJson,
  firstProblems,
  type Known,
  type Path,
  type Problems,
  problem,
  showPath,
} from '@siamese/core'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import { readWhole } from '../sources/readWhole.js'
import { lineAndColumn } from '../text/written.js'

/** Each is loaded when a file of its kind is read. */
const yaml = async () => (await import('../text/yamlText.js')).readYamlText
const readers = { '.json': async () => (await import('../text/jsonText.js')).readJsonText, '.yaml': yaml, '.yml': yaml }
type Extension = keyof typeof readers

/** JSON or YAML, by the name of the file; everything else is a program. */
export const isPipelineText = (path: string): boolean => extname(path) in readers

/** Reads a pipeline, a sequence or a sweep from JSON or YAML, over the stages that it may name. Every problem has the line and column of the key it is about. */
export const pipelineReader = async (
  path: string,
): Promise<(text: string, known: readonly Known[]) => Either<Problems, Experiment>> => {
  const read = await readers[extname(path) as Extension]()
  return (text, known) => readPipelineText(path, text, known, read(text))
}

const readPipelineText = (
  path: string,
  text: string,
  known: readonly Known[],
  read: ReturnType<Awaited<ReturnType<(typeof readers)[Extension]>>>,
): Either<Problems, Experiment> => {
  const placeAt = (at: number): string => `${path}:${lineAndColumn(text, at)}`
  // On one line, as programs write JSON, a column alone is hard to find.
  const alone = (where: Path) => (text.trimEnd().includes('\n') || where.length === 0 ? [] : [showPath(where)])
  return isLeft(read)
    ? left(firstProblems(read.left).map(({ sentence, at }) => problem(sentence, { place: placeAt(at) })))
    : experimentFromJson(known, read.right.json, {
        placeOf: where => [placeAt(read.right.at(where)), ...alone(where)].join(', '),
      })
}

/** Text as UTF-8, without a mark at its beginning. */
export const readText = async (path: string): Promise<Either<Problems, string>> => {
  const read = await readWhole(path)
  if (isLeft(read)) return read
  const bytes = read.right
  if (bytes === undefined) return left([problem(`${path} is missing: check the path.`)])
  return utf8(bytes) ?? left([notUtf8(path, bytes)])
}

const utf8 = (bytes: Uint8Array): Either<Problems, string> | undefined => {
  try {
    return right(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    return undefined
  }
}

/** The line is that of the first byte that no UTF-8 has. */
const notUtf8 = (path: string, bytes: Uint8Array) => {
  const lossy = new TextDecoder('utf-8').decode(bytes)
  return problem('the pipeline is no UTF-8 text: save it as UTF-8', {
    place: `${path}:${lineAndColumn(lossy, Math.max(0, lossy.indexOf('\ufffd')))}`,
  })
}
