import { readFileSync } from 'node:fs'
import { link, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { type Problem, problem } from '@siamese/core'
import { type Either, left, right } from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import { nameBeside, remove } from '../sources/atomicWrite.js'
import { fileTrouble, systemCode } from '../sources/fileTrouble.js'
import { isProcessThere } from './runState.js'

const codec = t.intersection([t.type({ process: t.number, host: t.string }), t.partial({ started: t.string })])
type Holder = t.TypeOf<typeof codec>

/** While a run goes on, no other process works in its folder. */
export const lockName = 'run.lock'

/** Takes a run's folder for this process until it is given back; a lock whose process is gone is taken over. */
export const lockFolder = async (folder: string): Promise<Either<Problem, () => Promise<void>>> => {
  const path = join(folder, lockName)
  const started = startOf(process.pid)
  const mine = JSON.stringify({ process: process.pid, host: hostname(), ...(started === undefined ? {} : { started }) })
  try {
    while (true) {
      if (await created(path, mine)) return right(() => rm(path, { force: true }))
      const there = await readFile(path, 'utf8').catch(() => undefined)
      if (there === undefined) continue
      const holder = holderOf(there)
      if (holder !== undefined && goesOn(holder)) return left(problem(taken(folder, path, holder)))
      await removeStale(path, there)
    }
  } catch (error) {
    return left(fileTrouble(error, path))
  }
}

/** A link appears whole or not at all, so nobody takes a lock over that is not written yet. */
const created = async (path: string, text: string): Promise<boolean> => {
  const beside = nameBeside(path)
  try {
    await writeFile(beside, text)
    await link(beside, path)
    return true
  } catch (error) {
    if (systemCode(error) === 'EEXIST') return false
    throw error
  } finally {
    await remove(beside)
  }
}

/** Another process may have taken the lock over meanwhile: then it gets it back. */
const removeStale = async (path: string, text: string): Promise<void> => {
  const aside = `${path}.${process.pid}`
  await rename(path, aside).catch(error => {
    if (systemCode(error) !== 'ENOENT') throw error
  })
  const found = await readFile(aside, 'utf8').catch(() => text)
  if (found === text) await rm(aside, { force: true })
  else await rename(aside, path)
}

/** Nothing where a process was killed before it had written who it is. */
const holderOf = (text: string): Holder | undefined => {
  try {
    const read = codec.decode(JSON.parse(text))
    return read._tag === 'Left' ? undefined : read.right
  } catch {
    return undefined
  }
}

/** On another machine nobody here can tell. A number that another process has by now started at another time. */
const goesOn = ({ process: pid, host, started }: Holder): boolean =>
  host !== hostname() || (isProcessThere(pid) && (started === undefined || startOf(pid) === started))

/** When a process began, counted from the start of the machine that this names; where the system does not tell, nothing. */
const startOf = (pid: number): string | undefined => {
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The name, in parentheses, may have blanks; the 20th number behind it is the start.
    return `${boot} ${stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]}`
  } catch {
    return undefined
  }
}

/**
 * Why: Two processes in one folder would write over each other's checkpoints and lines.
 * Cure: Wait for the other one, or stop it; a run of another machine that is no more is freed by removing the lock.
 * Types: Folders are looked at when a run begins.
 */
const taken = (folder: string, path: string, { process: pid, host }: Holder): string =>
  host === hostname()
    ? `${folder} is in use by process ${pid}: wait for it, or stop it`
    : `${folder} is in use by process ${pid} of ${host}: wait for it, or remove ${path} if it is no more`
