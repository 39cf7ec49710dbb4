import { type Problems, printProblems } from '@siamese/core'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'

/** What a promise rejects with when a user's mistake is the cause; `problems` are its sentences. */
export interface Refusal extends Error {
  readonly problems: Problems
}

/** A task, or what a task has begun, as a promise; problems become a rejection. */
export const asPromise = async <A>(task: TaskEither<Problems, A> | Promise<Either<Problems, A>>): Promise<A> => {
  const done = await (typeof task === 'function' ? task() : task)
  if (isLeft(done)) throw refusal(done.left)
  return done.right
}

export const refusal = (problems: Problems): Refusal =>
  Object.assign(new Error(printProblems(problems)), { name: 'Refusal', problems })

export const isRefusal = (error: unknown): error is Refusal => error instanceof Error && 'problems' in error

/** A promise as a task; a refusal becomes its problems. */
export const asTask =
  <A>(work: () => Promise<A>): TaskEither<Problems, A> =>
  () =>
    asProblems(work)

/** The way back: what a refusal says. */
export const asProblems = async <A>(work: () => Promise<A>): Promise<Either<Problems, A>> => {
  try {
    return right(await work())
  } catch (error) {
    if (isRefusal(error)) return left(error.problems)
    throw error
  }
}
