import type { Problems } from '@siamese/core'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import { readTexts } from './textInput.js'

/** Texts of an input, all of them; `column` is that of a data file. */
export const allTexts = async (
  input: string,
  column: string | undefined,
): Promise<Either<Problems, readonly string[]>> => {
  const texts: string[] = []
  for await (const each of readTexts(input, column)) {
    if (isLeft(each)) return left([each.left])
    texts.push(each.right)
  }
  return right(texts)
}
