import type { Problem, Problems } from '@siamese/core'
import { type Either, isLeft } from 'fp-ts/lib/Either.js'

/** What was opened; a refusal fails the test with its sentences. */
export const opened = <A>(either: Either<Problem | Problems, A>): A => {
  if (isLeft(either))
    throw new Error(
      [either.left]
        .flat()
        .map(({ sentence }) => sentence)
        .join('\n'),
    )
  return either.right
}
