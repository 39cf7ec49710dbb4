import { type FSWatcher, watch } from 'node:fs'
import { basename, dirname, resolve } from 'node:path'

/** Time for an editor to finish writing, in milliseconds. */
const quiet = 60

export interface Watched {
  /** Watches these files from now on, and no others. */
  readonly look: (paths: readonly string[]) => void
  readonly close: () => void
}

/** Tells when one of some files has changed. Folders are watched, because editors replace a file by renaming another. */
export const watchPaths = (changed: () => void): Watched => {
  const watchers = new Map<string, FSWatcher>()
  let names = new Map<string, ReadonlySet<string>>()
  let timer: NodeJS.Timeout | undefined
  const soon = () => {
    clearTimeout(timer)
    timer = setTimeout(changed, quiet)
  }
  const open = (folder: string): void => {
    try {
      const watcher = watch(folder, (_, name) => {
        if (name === null || names.get(folder)?.has(name)) soon()
      })
      // A folder that goes away is seen by the next check.
      watchers.set(folder, watcher.on('error', soon))
    } catch {
      // One that is not there cannot be watched; the file that names it can.
    }
  }
  const keep = (folders: ReadonlySet<string>) => {
    for (const [folder, watcher] of watchers)
      if (!folders.has(folder)) {
        watcher.close()
        watchers.delete(folder)
      }
    for (const folder of folders) if (!watchers.has(folder)) open(folder)
  }
  return {
    look: paths => {
      names = byFolder(paths)
      keep(new Set(names.keys()))
    },
    close: () => {
      clearTimeout(timer)
      keep(new Set())
    },
  }
}

const byFolder = (paths: readonly string[]): Map<string, Set<string>> => {
  const folders = new Map<string, Set<string>>()
  for (const path of paths.map(each => resolve(each))) {
    const folder = dirname(path)
    folders.set(folder, (folders.get(folder) ?? new Set()).add(basename(path)))
  }
  return folders
}
