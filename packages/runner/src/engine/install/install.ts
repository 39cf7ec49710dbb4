import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { type Either, isRight, left, right } from 'fp-ts/lib/Either.js'
import { jsonFileText } from '../../sources/jsonFileText.js'
import type { Opening } from '../opening.js'
import type { TfjsNode } from '../tfjsNode.js'
import { readFailures } from './failures.js'
import { type EngineRecord, engineFolder, type Installed, readInstalled, recordName } from './installed.js'
import { withLock } from './lock.js'
import { type Machine, thisMachine } from './machine.js'
import { official } from './official.js'
import type { Filling, Way } from './way.js'
import { wheel } from './wheel.js'

/**
 * Sets the native engine up in the cache by the first way that works, one process at a time. The engine's folder is filled
 * beside its place and renamed when the engine has been seen to load, so a folder that is there is whole.
 */
export const install = async (
  opening: Pick<Opening, 'root' | 'progress' | 'retry'>,
  tfjsNode: TfjsNode,
  machine: Machine = thisMachine,
  ways: readonly Way[] = [official, wheel],
): Promise<Either<string, Installed>> => {
  const folder = engineFolder(opening.root, tfjsNode.version)
  const present = () => readInstalled(opening.root, tfjsNode.version)
  const waiting = (pid: number) =>
    opening.progress({ step: 'wait', text: `Waits for process ${pid}, which sets TensorFlow up` })
  try {
    await mkdir(dirname(folder), { recursive: true })
    return await withLock(`${folder}.lock`, waiting, async () => {
      const made = await present()
      if (made) return right(made)
      await sweep(folder)
      return tryWays(opening, tfjsNode, machine, ways, folder)
    })
  } catch (error) {
    return left(`TensorFlow cannot be set up in ${dirname(folder)} (${reasonOf(error)}).`)
  }
}

const tryWays = async (
  { root, progress, retry }: Pick<Opening, 'root' | 'progress' | 'retry'>,
  tfjsNode: TfjsNode,
  machine: Machine,
  ways: readonly Way[],
  folder: string,
): Promise<Either<string, Installed>> => {
  const downloads = join(dirname(folder), 'downloads')
  const failures = await readFailures(`${folder}.failed.json`)
  const reasons: string[] = []
  await mkdir(downloads, { recursive: true })
  for (const way of ways) {
    const known = retry ? undefined : failures.recent(way.name)
    const obstacle = known ?? (await way.lacks(machine))
    if (obstacle) {
      reasons.push(obstacle)
      continue
    }
    const beside = `${folder}.part-${process.pid}`
    const filled = await fill(way, { folder: beside, downloads, tfjsNode, machine, progress })
    if (isRight(filled)) {
      await rename(beside, folder)
      const installed = await readInstalled(root, tfjsNode.version)
      if (installed) return right(installed)
    } else {
      await failures.remember(way.name, filled.left)
      reasons.push(filled.left)
    }
    await rm(beside, { recursive: true, force: true })
  }
  return left(`TensorFlow is not set up: ${reasons.join('; ')}.`)
}

const fill = async (way: Way, filling: Filling): Promise<Either<string, EngineRecord>> => {
  const { folder, machine } = filling
  const started = performance.now()
  await mkdir(folder, { recursive: true })
  const filled = await way.fill(filling).catch(error => left(`the ${way.name} cannot be set up (${reasonOf(error)})`))
  if (!isRight(filled)) return filled
  const { code, output } = await machine.run(machine.node, [
    '-e',
    'require(process.argv[1])',
    join(folder, filled.right.binding),
  ])
  if (code !== 0) return left(`the ${way.name} does not load here (${crash(code, output)})`)
  const record: EngineRecord = { ...filled.right, seconds: Math.round((performance.now() - started) / 100) / 10 }
  await writeFile(join(folder, recordName), jsonFileText(record))
  return right(record)
}

const crash = (code: number | undefined, output: string): string =>
  code === undefined
    ? 'it ends the program: is the processor too old for it?'
    : (/^Error: (.*)/m.exec(output)?.[1] ?? output.trim())

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

/** Removes what earlier attempts left behind when they were ended, and an engine whose record cannot be read. */
const sweep = async (folder: string): Promise<void> => {
  await rm(folder, { recursive: true, force: true })
  const abandoned = (await readdir(dirname(folder))).filter(name => name.startsWith(`${basename(folder)}.part-`))
  for (const name of abandoned) await rm(join(dirname(folder), name), { recursive: true, force: true })
}
