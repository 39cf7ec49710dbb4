import { mkdir, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { systemCode } from './fileTrouble.js'

/**
 * A folder and those that it lies in, as far as they are missing. A file in the way is said to be no folder (ENOTDIR). Node's own recursion
 * never ends where the system refuses a new folder as if the one around it were missing, as /proc does.
 */
export const makeFolder = async (path: string): Promise<void> => {
  const made = await attempt(path)
  if (made === undefined) return
  const parent = dirname(path)
  if (systemCode(made) !== 'ENOENT' || parent === path) throw made
  await makeFolder(parent)
  const again = await attempt(path)
  if (again !== undefined) throw again
}

/** Why it is not there now. */
const attempt = async (path: string): Promise<unknown> => {
  try {
    await mkdir(path)
    return undefined
  } catch (error) {
    if (systemCode(error) !== 'EEXIST') return error
    const isFolder = await stat(path).then(
      found => found.isDirectory(),
      () => false,
    )
    return isFolder ? undefined : Object.assign(error as Error, { code: 'ENOTDIR' })
  }
}
