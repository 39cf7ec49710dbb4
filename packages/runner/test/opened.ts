import type { Problem } from '@siamese/core'
import { type Either, isLeft } from 'fp-ts/lib/Either.js'

/** What was opened; a refusal fails the test with its sentence. */
export const opened = <A>(either: Either<Problem, A>): A => {
  if (isLeft(either)) throw new Error(either.left.sentence)
  return either.right
}
