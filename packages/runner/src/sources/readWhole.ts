import { readFile, stat } from 'node:fs/promises'
import { type Problems, problem } from '@siamese/core'
import { type Either, left, right } from 'fp-ts/lib/Either.js'
import { fileTrouble, systemCode } from './fileTrouble.js'
import { pipeTrouble } from './pipeTrouble.js'

/** Files that are held whole: configurations, tokenizers and locks. The longest that is known, a list of three million words, has half of it. */
const largest = 2 ** 27

/** The bytes of a file that is held whole, or nothing where there is none. What has no end, as a pipe or a device, is refused. */
export const readWhole = async (path: string): Promise<Either<Problems, Buffer | undefined>> => {
  try {
    const pipe = await pipeTrouble(path)
    if (pipe !== undefined) return left([pipe])
    const { size } = await stat(path)
    if (size > largest)
      return left([problem(`${path} has ${size} bytes, and such a file at most ${largest}: check the path.`)])
    return right(await readFile(path))
  } catch (error) {
    return systemCode(error) === 'ENOENT' ? right(undefined) : left([fileTrouble(error, path)])
  }
}
