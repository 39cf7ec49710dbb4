import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'

/** The sizes of all files in a folder: how far another program's download has come. */
export const fileSizes = async (folder: string): Promise<readonly number[]> => {
  const files = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])
  return Promise.all(
    files
      .filter(file => file.isFile())
      .map(({ parentPath, name }) =>
        stat(join(parentPath, name)).then(
          ({ size }) => size,
          () => 0,
        ),
      ),
  )
}
