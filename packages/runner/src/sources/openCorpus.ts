import { join } from 'node:path'
import { type Data, type Problems, setOf } from '@siamese/core'
import { isLeft, left, right } from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import type { DataContext } from './dataFiles.js'
import { fileTrouble } from './fileTrouble.js'
import { idTexts } from './idTexts.js'
import type { Rows } from './rows.js'
import { rowsFaults } from './rowsFaults.js'
import { defaultMemory, rowsWriter } from './rowsWriter.js'

/** All documents of the data that a split belongs to, `{ id, text }`, or nothing where they have no corpus. What changes rows leaves it whole. */
export const openCorpus =
  (whole: Data, split: string, context: DataContext): TaskEither<Problems, Rows | undefined> =>
  async () => {
    const corpora = corporaOf(setOf(whole, split)?.set ?? whole)
    if (corpora.length === 0) return right(undefined)
    const folder = join(context.cacheRoot, 'rows')
    const writer = rowsWriter(folder, context.memory ?? defaultMemory)
    const faults = rowsFaults()
    try {
      for (const { data, source, files } of corpora)
        for await (const read of idTexts(data, source, files, context)) {
          if (isLeft(read)) faults.add(read.left)
          else await writer.add({ id: read.right.id, text: read.right.text })
        }
      const problems = faults.problems()
      if (problems.length === 0) return right(await writer.rows())
      await writer.drop()
      return left(problems)
    } catch (error) {
      await writer.drop()
      return left([fileTrouble(error, folder)])
    }
  }

const corporaOf = ({ data, origin }: Data): readonly Corpus[] => {
  if ('concatenate' in origin) return origin.concatenate.flatMap(corporaOf)
  if ('of' in origin) return corporaOf(origin.of)
  return 'texts' in origin && origin.texts !== undefined
    ? [{ data, source: origin.source, files: origin.texts.document }]
    : []
}
interface Corpus {
  readonly data: string
  readonly source: string
  readonly files: NonNullable<Extract<Data['origin'], { files: unknown }>['texts']>['document']
}
