import { lstat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Problem, Problems } from '@siamese/core'
import { type Either, left, right } from 'fp-ts/lib/Either.js'
import { fileTrouble } from '../../sources/fileTrouble.js'
import { makeFolder } from '../../sources/makeFolder.js'

/** Writes files into a folder where none of them is; else none, and all that stand in the way are told. */
export const writeFiles = async (
  folder: string,
  files: Readonly<Record<string, { readonly text: string }>>,
): Promise<Either<Problems, void>> => {
  const there: Problem[] = []
  for (const path of Object.keys(files))
    if (await isTaken(join(folder, path)))
      there.push({
        sentence: `${join(folder, path)} exists already: siamese init overwrites nothing, choose another folder`,
      })
  if (there.length > 0) return left(there)
  for (const [path, { text }] of Object.entries(files)) {
    const to = join(folder, path)
    try {
      await makeFolder(dirname(to))
      await writeFile(to, text, { flag: 'wx' })
    } catch (error) {
      return left([fileTrouble(error, to)])
    }
  }
  return right(undefined)
}

/** Links that lead nowhere stand in the way, too. */
const isTaken = (path: string): Promise<boolean> =>
  lstat(path).then(
    () => true,
    () => false,
  )
