import { constants } from 'node:fs'
import { access, statfs } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { delimiter, dirname, join } from 'node:path'
import { type Run, run } from '../../sources/runCommand.js'

/** What setting an engine up needs to know of the machine, and its only way to run programs there. */
export interface Machine {
  readonly platform: string
  readonly environment: NodeJS.ProcessEnv
  readonly node: string
  /** The version of the GNU C library; undefined elsewhere. */
  readonly glibc: () => string | undefined
  readonly has: (program: string) => Promise<boolean>
  /** The folder with node_api.h. */
  readonly headers: () => Promise<string | undefined>
  readonly freeBytes: (folder: string) => Promise<number>
  readonly run: Run
}

export const thisMachine: Machine = {
  platform: `${process.platform}-${process.arch}`,
  environment: process.env,
  node: process.execPath,
  glibc: () => {
    if (process.platform !== 'linux') return undefined
    Object.assign(process.report, { excludeNetwork: true })
    const { header } = process.report.getReport() as unknown as { readonly header: { glibcVersionRuntime?: string } }
    return header.glibcVersionRuntime
  },
  has: program =>
    firstThat(
      inPath(process.env).map(folder => join(folder, program)),
      constants.X_OK,
    ).then(Boolean),
  headers: async () => {
    const header = await firstThat(
      headerFolders().map(folder => join(folder, 'node_api.h')),
      constants.R_OK,
    )
    return header && dirname(header)
  },
  freeBytes: async folder => {
    const { bavail, bsize } = await statfs(folder)
    return bavail * bsize
  },
  run,
}

/** Beside the program, where Node's own archives put them; where npm was told; the package that holds nothing else. */
const headerFolders = (): readonly string[] => {
  const { npm_config_nodedir: told } = process.env
  const folders = [join(dirname(process.execPath), '..', 'include', 'node')]
  if (told) folders.push(join(told, 'include', 'node'))
  try {
    folders.push(createRequire(import.meta.url)('node-api-headers').include_dir)
  } catch {}
  return folders
}

const inPath = ({ PATH = '' }: NodeJS.ProcessEnv): readonly string[] => PATH.split(delimiter)

const firstThat = async (paths: readonly string[], mode: number): Promise<string | undefined> => {
  for (const path of paths) {
    try {
      await access(path, mode)
      return path
    } catch {}
  }
  return undefined
}
