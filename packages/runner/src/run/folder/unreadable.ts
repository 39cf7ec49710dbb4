import type { Problems } from '@siamese/core'
import { isLeft } from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'

/** What of a folder cannot be read: of each JSON file its first fault, and what is `said` of its lines, nothing twice. */
export const unreadable = async (
  files: readonly TaskEither<Problems, unknown>[],
  said: readonly string[],
): Promise<readonly string[]> => {
  const read = await Promise.all(files.map(file => file()))
  const faults = read.flatMap(each => {
    if (!isLeft(each)) return []
    const [first, ...more] = each.left
    return [more.length === 0 ? first!.sentence : `${first!.sentence.replace(/\.$/, '')}; and ${more.length} more`]
  })
  return [...faults.filter(fault => !said.some(each => each.startsWith(fault))), ...said]
}
