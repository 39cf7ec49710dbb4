import { stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type Known, type Problems, problem } from '@siamese/core'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import { isKnown } from '../isKnown.js'
import { vocabulary } from '../vocabulary.js'
import { importFrom } from './importFrom.js'

/** A stage that is not siamese's own, and where a program imports it from. */
export interface OwnStage extends Known {
  readonly from?: { readonly module: string; readonly name: string }
}
/** Who names a module: `--with ./mine.ts` from the current folder, `siamese.config.ts` from its own. */
export interface Naming {
  readonly name: string
  readonly folder: string
  readonly said: string
}
export const withModules = (names: readonly string[] = []): readonly Naming[] =>
  names.map(name => ({ name, folder: process.cwd(), said: `--with ${name}` }))

/** The stages that modules export, while TypeScript is read. */
export const ownStages = async (namings: readonly Naming[]): Promise<Either<Problems, readonly OwnStage[]>> => {
  const read = []
  for (const naming of namings) read.push(await exported(naming))
  const wrong = read.flatMap(each => (isLeft(each) ? each.left : []))
  return wrong.length > 0 ? left(wrong) : right(read.flatMap(each => (isLeft(each) ? [] : each.right)))
}

/** Every stage once; two that share a name and are not one are refused. */
export const withoutTwins = (stages: readonly OwnStage[]): Either<Problems, readonly OwnStage[]> => {
  const byName = new Map<string, OwnStage>(vocabulary.map(each => [each.definition.name, each]))
  const wrong: Problems[] = []
  const own = stages.filter(each => {
    const { name } = each.definition
    const other = byName.get(name)
    if (other !== undefined && other.definition !== each.definition)
      wrong.push([
        problem(`two stages are called '${name}': one of ${sourceOf(other)}, one of ${sourceOf(each)}: rename one`),
      ])
    if (other === undefined) byName.set(name, each)
    return other === undefined
  })
  return wrong.length > 0 ? left(wrong.flat()) : right(own)
}
const sourceOf = ({ from }: OwnStage): string => from?.module ?? 'siamese'

const exported = async ({ name, folder, said }: Naming): Promise<Either<Problems, readonly OwnStage[]>> => {
  const path = resolve(folder, name)
  const isFile = await stat(path).then(
    found => found.isFile(),
    () => false,
  )
  if (!isFile && looksLikeFile(name)) return left([problem(`${said}: ${path} is missing: check the path.`)])
  try {
    const module = await importFrom(folder, isFile ? pathToFileURL(path).href : name)
    const found = stagesOf(module, isFile ? path : name)
    return found.length > 0
      ? right(found)
      : left([problem(`${said}: no stage is exported; write export const mine = definePooling(…)`)])
  } catch (error) {
    return left([
      problem(notFound(error, name) ? missing(said, name, folder) : `${said} does not load: ${told(error)}`),
    ])
  }
}

const looksLikeFile = (name: string): boolean => /^[./]|\.[cm]?[jt]s$/.test(name)
const missing = (said: string, name: string, folder: string): string =>
  `${said}: there is no package ${name} for ${folder}: install it, or name a file`
const notFound = (error: unknown, name: string): boolean =>
  (error as { readonly code?: unknown } | null)?.code === 'ERR_MODULE_NOT_FOUND' &&
  told(error).includes(
    `'${name
      .split('/')
      .slice(0, name.startsWith('@') ? 2 : 1)
      .join('/')}`,
  )
const told = (error: unknown): string => String((error as Error | null)?.message ?? error).split('\n')[0]!

/** The stages among a module's exports, and those of its namespaces (`export * as loss`). A list of them (`all`) says nothing new. */
const stagesOf = (module: Readonly<Record<string, unknown>>, from: string): readonly OwnStage[] =>
  Object.entries(module).flatMap(([name, value]): readonly OwnStage[] => {
    if (isKnown(value)) return [{ definition: value.definition, from: { module: from, name } }]
    if (Array.isArray(value)) return value.filter(isKnown).map(({ definition }) => ({ definition }))
    return isNamespace(value)
      ? Object.entries(value).flatMap(([inner, each]) =>
          isKnown(each) ? [{ definition: each.definition, from: { module: from, name: `${name}.${inner}` } }] : [],
        )
      : []
  })

const isNamespace = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' &&
  value !== null &&
  (value as { [Symbol.toStringTag]?: string })[Symbol.toStringTag] === 'Module'
