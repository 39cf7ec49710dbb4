import type { Problem, Problems } from '@siamese/core'
import { sequenceS } from 'fp-ts/lib/Apply.js'
import { getSemigroup, traverse } from 'fp-ts/lib/ReadonlyArray.js'
import { ApplicativeSeq } from 'fp-ts/lib/Task.js'
import { getApplicativeTaskValidation, type TaskEither } from 'fp-ts/lib/TaskEither.js'

const validation = getApplicativeTaskValidation(ApplicativeSeq, getSemigroup<Problem>())

/** A record of tasks, one after the other; the problems of all of them, not of the first alone. */
export const gather = sequenceS(validation)

/** The same for a list. */
export const gatherEach =
  <A, B>(task: (a: A, index: number) => TaskEither<Problems, B>) =>
  (list: readonly A[]): TaskEither<Problems, readonly B[]> =>
    traverse(validation)((entry: { readonly a: A; readonly i: number }) => task(entry.a, entry.i))(
      list.map((a, i) => ({ a, i })),
    )
