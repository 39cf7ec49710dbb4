import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'

/** A TypeScript compiler, as a program that is started: from version 7 on there is no other way to use it. */
export interface Compiler {
  readonly version: string
  /** The program, and the arguments in front of those of `tsc`. */
  readonly command: readonly [program: string, ...before: string[]]
  /** Why it is not the one that the project has. */
  readonly note?: string
}

const oldest = [5, 9] as const

/** The compiler that files of this folder are written for: the project's own, or else the one that comes with the runner. */
export const findCompiler = async (folder: string): Promise<Compiler> => {
  const own = await installedFor(join(folder, 'package.json'))
  if (own !== undefined && isRecent(own.version)) return own
  const ours = await installedFor(import.meta.url)
  if (ours === undefined) throw new Error('internal: the runner comes without typescript')
  return own === undefined
    ? ours
    : {
        ...ours,
        note: `the project's TypeScript is ${own.version}, pipelines need ${oldest.join('.')} or later: checked with ${ours.version}`,
      }
}

const isRecent = (version: string): boolean => {
  const [major = 0, minor = 0] = version.split('.').map(part => Number.parseInt(part, 10))
  return major > oldest[0] || (major === oldest[0] && minor >= oldest[1])
}

const installedFor = async (from: string): Promise<Compiler | undefined> => {
  try {
    const manifest = createRequire(from).resolve('typescript/package.json')
    const { version } = JSON.parse(await readFile(manifest, 'utf8')) as { readonly version: string }
    return { version, command: await commandOf(dirname(manifest)) }
  } catch {
    return undefined
  }
}

/** The native compiler is a program beside its package; started by itself, it is there a tenth of a second earlier. */
const commandOf = async (folder: string): Promise<Compiler['command']> => {
  try {
    const { default: executable } = (await import(pathToFileURL(join(folder, 'lib/getExePath.js')).href)) as {
      readonly default: () => string
    }
    return [executable()]
  } catch {
    return [process.execPath, join(folder, 'bin/tsc')]
  }
}
