import { type DataFile, type Problem, problem } from '@siamese/core'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import { type DataContext, locate } from './dataFiles.js'
import { type Placed, readRecords } from './dataRecords.js'

export interface IdText {
  readonly place: string
  readonly id: string
  readonly text: string
}

/** The texts of files that have ids: `_id` or `id`, `text`, and a `title` in front of it where there is one. Each id once. */
export async function* idTexts(
  data: string,
  source: string,
  files: readonly DataFile[],
  context: DataContext,
): AsyncIterable<Either<Problem, IdText>> {
  const seen = new Set<string>()
  for (const file of files) {
    const found = await locate(data, source, file, context)
    if (isLeft(found)) {
      yield found
      continue
    }
    for await (const read of readRecords(found.right)) {
      const text = isLeft(read) ? read : idTextOf(read.right)
      if (isLeft(text)) yield text
      else if (seen.has(text.right.id))
        yield left(
          problem(`${text.right.place}: the id ${text.right.id} stands there twice; each text has one of its own`),
        )
      else {
        seen.add(text.right.id)
        yield text
      }
    }
  }
}

const idTextOf = ({ place, record }: Placed): Either<Problem, IdText> => {
  const id = idOf(record._id ?? record.id)
  const { text, title } = record
  if (id === undefined || typeof text !== 'string')
    return left(problem(`${place}: expected _id and text, found ${Object.keys(record).join(', ') || 'nothing'}`))
  return right({ place, id, text: typeof title === 'string' ? `${title} ${text}`.trim() : text })
}

/** An id is a text or a whole number. */
export const idOf = (value: unknown): string | undefined =>
  (typeof value === 'string' && value !== '') || Number.isSafeInteger(value) || typeof value === 'bigint'
    ? String(value)
    : undefined
