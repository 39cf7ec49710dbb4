import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'

/** How much lies in a folder: what a download that is another program's has fetched so far. */
export const folderBytes = async (folder: string): Promise<number> => {
  const files = await readdir(folder, { recursive: true }).catch(() => [])
  const sizes = await Promise.all(
    files.map(file =>
      stat(join(folder, file)).then(
        ({ size }) => size,
        () => 0,
      ),
    ),
  )
  return sizes.reduce((sum, size) => sum + size, 0)
}
