import { join } from 'node:path'
import { checkData, type Data, noSplit, type Problem, type Problems, problem, setOf } from '@siamese/core'
import { isLeft, left, mapLeft, right } from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import type { DataContext } from './dataFiles.js'
import { streamSplit } from './dataStream.js'
import { drawnPairs } from './drawnPairs.js'
import { emptySplit } from './emptySplit.js'
import { emptyText } from './emptyText.js'
import { fileTrouble } from './fileTrouble.js'
import type { Rows } from './rows.js'
import { rowsFaults } from './rowsFaults.js'
import { defaultMemory, rowsWriter } from './rowsWriter.js'

/** Reads a split whole, so that everything wrong with it is known before anything is done with it. */
export const openSplit =
  (whole: Data, name: string, context: DataContext): TaskEither<Problems, Rows> =>
  async () => {
    const wrong = checkData(whole)
    if (wrong.length > 0) return left(wrong)
    const found = setOf(whole, name)
    if (found === undefined) return left([problem(noSplit(whole, name))])
    const { set: data, split } = found
    if ('pair' in data.origin) {
      const texts = await openSplit(data.origin.of, split, context)()
      if (isLeft(texts)) return texts
      const pairs = drawnPairs(data.origin, texts.right, `${data.data}.${split}`)
      if (isLeft(pairs)) await texts.right.close()
      return mapLeft((tooFew: Problem) => [tooFew])(pairs)
    }

    const folder = join(context.cacheRoot, 'rows')
    const writer = rowsWriter(folder, context.memory ?? defaultMemory)
    const faults = rowsFaults()
    let count = 0
    let refused = 0
    try {
      for await (const each of streamSplit(data, split, context)) {
        const fault = isLeft(each) ? each.left : emptyText(data.columns, each.right)
        if (fault !== undefined) {
          refused++
          faults.add(fault)
        } else if (!isLeft(each) && refused === 0) {
          count++
          await writer.add(each.right.row)
        }
      }
      if (refused === 0 && count > 0) return right(await writer.rows())
    } catch (error) {
      await writer.drop()
      return left([fileTrouble(error, folder)])
    }
    await writer.drop()
    return left(refused > 0 ? faults.problems() : [problem(emptySplit(data, split))])
  }
