import { access } from 'node:fs/promises'
import { join } from 'node:path'
import type { ModelFile, Problems } from '@siamese/core'
import { isLeft, right } from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import { sha256 } from './hash.js'

/** Those of the named files that are there, sorted by name, with their hashes. */
export const hashFiles =
  (folder: string, names: readonly string[]): TaskEither<Problems, readonly ModelFile[]> =>
  async () => {
    const files: ModelFile[] = []
    for (const path of [...new Set(names)].sort()) {
      const isThere = await access(join(folder, path)).then(
        () => true,
        () => false,
      )
      if (!isThere) continue
      const hash = await sha256(join(folder, path))()
      if (isLeft(hash)) return hash
      files.push({ path, sha256: hash.right })
    }
    return right(files)
  }
