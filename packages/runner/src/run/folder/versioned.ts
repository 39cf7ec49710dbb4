import { join } from 'node:path'
import { type Problem, type Problems, problem } from '@siamese/core'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { chainEitherK, type TaskEither } from 'fp-ts/lib/TaskEither.js'
import type * as t from 'io-ts'
import { decodeValue, parseJson, readText } from '../../sources/modelFiles/readJson.js'

type Json = Readonly<Record<string, unknown>>

/** A JSON file of a run's folder whose form may change from one version of siamese to the next. */
export interface Versioned<A> {
  readonly name: string
  /** The key that says the version: `"manifest": 2`. */
  readonly key: string
  /** Of the newest version. */
  readonly codec: t.Type<A, unknown>
  /** The first goes from version 1 to 2, and so on; none changes once its version was published. */
  readonly migrations: readonly ((json: Json) => Json)[]
  /** The version of a file that says none, where files of the first version did not. */
  readonly unsaid?: number
}

export const newestOf = ({ migrations }: Pick<Versioned<unknown>, 'migrations'>): number => migrations.length + 1

/** The text of a file of the newest version. */
export const versionedText = (
  kind: Pick<Versioned<never>, 'key' | 'migrations'>,
  value: object,
  indent = '  ',
): string => `${JSON.stringify({ [kind.key]: newestOf(kind), ...value }, null, indent)}\n`

/** A file of any version, in the words of the newest. */
export const readVersioned = <A>(kind: Versioned<A>, folder: string): TaskEither<Problems, A> =>
  readVersionedAs(kind, folder, kind.name)

/** The same under another name: a manifest that was copied. */
export const readVersionedAs = <A>(kind: Versioned<A>, folder: string, name: string): TaskEither<Problems, A> =>
  pipe(
    readText(folder, name),
    chainEitherK(text => decodeVersioned(kind, text, join(folder, name))),
  )

export const decodeVersioned = <A>(kind: Versioned<A>, text: string, path: string): Either<Problems, A> => {
  const parsed = parseJson(text, path)
  if (isLeft(parsed)) return parsed
  const newest = migrated(kind, parsed.right, path)
  return isLeft(newest) ? left([newest.left]) : decodeValue(kind.codec, newest.right, path)
}

/** Why a file cannot be read here: it is of a later version. Undefined where it can, is damaged or is not there. */
export const isLater = async (kind: Omit<Versioned<unknown>, 'codec'>, folder: string): Promise<string | undefined> => {
  const text = await readText(folder, kind.name)()
  const path = join(folder, kind.name)
  const parsed = isLeft(text) ? text : parseJson(text.right, path)
  if (isLeft(parsed) || typeof parsed.right !== 'object' || parsed.right === null) return undefined
  const written = (parsed.right as Json)[kind.key]
  const newest = newestOf(kind)
  return typeof written === 'number' && written > newest ? laterFile(path, written, newest) : undefined
}

const migrated = (kind: Omit<Versioned<never>, 'codec'>, value: unknown, path: string): Either<Problem, unknown> => {
  const newest = newestOf(kind)
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return left(problem(noObject(path)))
  const json = value as Json
  const from = json[kind.key] ?? kind.unsaid
  if (typeof from !== 'number' || !Number.isInteger(from) || from < 1)
    return left(problem(noFileVersion(path, kind.key, newest)))
  if (from > newest) return left(problem(laterFile(path, from, newest)))
  return right(
    kind.migrations
      .slice(from - 1)
      .reduce<Json>((older, step, i) => ({ ...step(older), [kind.key]: from + i + 1 }), { ...json, [kind.key]: from }),
  )
}

/**
 * Why: What a file of a run's folder says is an object with its version in it.
 * Cure: Look which program wrote the file.
 * Types: Files are read when they are opened.
 */
const noObject = (path: string): string => `${path} is no JSON object: no run wrote it as it is`

/**
 * Why: The version tells in which words the file is written.
 * Cure: Name the file that the run wrote.
 * Types: Files are read when they are opened.
 */
const noFileVersion = (path: string, key: string, newest: number): string =>
  `${path} does not say its version, as "${key}": ${newest} does: no run wrote it as it is`

/**
 * Why: What a later version says is not known here.
 * Cure: Update the packages whose names begin with @siamese.
 * Types: Files are read when they are opened.
 */
const laterFile = (path: string, written: number, newest: number): string =>
  `${path} is of version ${written}, and the packages here read up to ${newest}: update the @siamese packages`
