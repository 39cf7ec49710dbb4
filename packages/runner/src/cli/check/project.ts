import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { cacheRoot } from '../../sources/cache.js'
import { sha256Of } from '../../sources/hash.js'
import { parseLiteral } from '../../sources/lockParse.js'

/** The nearest tsconfig.json above a file that has options of its own; one that only lists other projects has none. */
export const nearestConfig = async (folder: string): Promise<string | undefined> => {
  const path = join(folder, 'tsconfig.json')
  if (existsSync(path) && !(await onlyLists(path))) return path
  return dirname(folder) === folder ? undefined : nearestConfig(dirname(folder))
}

const onlyLists = async (path: string): Promise<boolean> => {
  const read = parseLiteral(await readFile(path, 'utf8').catch(() => ''), 0)
  if ('fault' in read || typeof read.literal !== 'object' || read.literal === null) return false
  const { compilerOptions, extends: from, files, references } = read.literal as Readonly<Record<string, unknown>>
  return [compilerOptions, from].every(part => part === undefined) && Array.isArray(files) && references !== undefined
}

/**
 * The path of a configuration that compiles these files and nothing else, with the options of the project that they lie in.
 * It is written where packages of types are found as from the project itself, below the nearest node_modules, or else into
 * the user's cache, with the folders of types named. The same configuration is the same file.
 */
export const writeProject = async (
  folder: string,
  extended: string | undefined,
  files: readonly string[],
): Promise<string> => {
  const home = extended === undefined ? folder : dirname(extended)
  const modules = above(home).find(each => existsSync(join(each, 'node_modules')))
  const text = (more: object) =>
    JSON.stringify({
      ...(extended === undefined ? {} : { extends: extended }),
      files,
      include: [],
      references: [],
      compilerOptions: { ...(extended === undefined ? defaults(home) : {}), ...always, ...more },
    })
  const beside =
    modules === undefined ? undefined : await written(join(modules, 'node_modules', '.cache', 'siamese'), text({}))
  if (beside !== undefined) return beside
  const typeRoots = above(home).map(each => join(each, 'node_modules', '@types'))
  const aside = await written(join(cacheRoot(), 'check'), text({ typeRoots }))
  if (aside === undefined) throw new Error(`internal: ${cacheRoot()} cannot be written`)
  return aside
}

/** The path of the text in a folder; nothing where none can be written. */
const written = async (folder: string, text: string): Promise<string | undefined> => {
  const name = `tsconfig.${sha256Of(text).slice(0, 16)}.json`
  const [path, beside] = [join(folder, name), join(folder, `.${randomUUID()}`)]
  if (existsSync(path)) return path
  try {
    await mkdir(folder, { recursive: true })
    await writeFile(beside, text)
    await rename(beside, path)
    return path
  } catch {
    return undefined
  }
}

const above = (folder: string): readonly string[] =>
  dirname(folder) === folder ? [folder] : [folder, ...above(dirname(folder))]

/** Nothing is written, and no file has to belong to the project. The rules of pipelines tell a setting that is not written by `undefined`. */
const always = {
  noEmit: true,
  composite: false,
  incremental: false,
  tsBuildInfoFile: null,
  declaration: false,
  declarationMap: false,
  emitDeclarationOnly: false,
  isolatedDeclarations: false,
  rootDir: null,
  skipLibCheck: true,
  strictNullChecks: true,
}

/** How a pipeline is read that lies in no project: as strictly as ours. */
const defaults = (folder: string) => {
  const hasNode = above(folder).some(each => existsSync(join(each, 'node_modules/@types/node')))
  return {
    strict: true,
    target: 'es2023',
    lib: hasNode ? ['es2023'] : ['es2023', 'dom'],
    types: hasNode ? ['node'] : [],
    module: 'esnext',
    moduleResolution: 'bundler',
    moduleDetection: 'force',
    allowImportingTsExtensions: true,
    resolveJsonModule: true,
  }
}
