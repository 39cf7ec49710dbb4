import { link, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import { setTimeout as wait } from 'node:timers/promises'

interface Holder {
  readonly pid: number
  readonly host: string
}

/**
 * Runs `work` while no other process runs work under the same lock file. The holder touches the file every second;
 * a lock whose process has ended, or that nobody has touched for half a minute, is taken over.
 */
export const withLock = async <A>(path: string, waiting: (pid: number) => void, work: () => Promise<A>): Promise<A> => {
  while (!(await take(path))) {
    const holder = await read(path)
    if (holder && (await stale(path, holder))) await drop(path, holder)
    else if (holder) {
      waiting(holder.pid)
      await wait(300)
    }
  }
  const touch = setInterval(() => utimes(path, new Date(), new Date()).catch(() => {}), 1000)
  try {
    return await work()
  } finally {
    clearInterval(touch)
    await rm(path, { force: true })
  }
}

/** A link appears whole or not at all, so nobody reads a lock that is still empty. */
const take = async (path: string): Promise<boolean> => {
  const beside = besides(path)
  const holder: Holder = { pid: process.pid, host: hostname() }
  await writeFile(beside, JSON.stringify(holder))
  try {
    await link(beside, path)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  } finally {
    await rm(beside, { force: true })
  }
}

const read = async (path: string): Promise<Holder | undefined> => {
  try {
    return JSON.parse(await readFile(path, 'utf8'))
  } catch {
    return undefined
  }
}

const stale = async (path: string, { pid, host }: Holder): Promise<boolean> => {
  if (host === hostname() && !alive(pid)) return true
  const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: Date.now() }))
  return Date.now() - mtimeMs > 30_000
}

/** Moves the lock away first: if it was another process's new lock after all, it is put back. */
const drop = async (path: string, seen: Holder): Promise<void> => {
  const aside = besides(path)
  await rename(path, aside).catch(() => {})
  const dropped = await read(aside)
  if (dropped && (dropped.pid !== seen.pid || dropped.host !== seen.host)) await link(aside, path).catch(() => {})
  await rm(aside, { force: true })
}

const alive = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

let count = 0
const besides = (path: string): string => `${path}.${process.pid}.${count++}`
