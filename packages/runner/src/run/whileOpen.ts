import type { Pipeline, Problems } from '@siamese/core'
import { type Either, isLeft } from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import { planOf } from '../plan.js'
import { type OpenOptions, type OpenPlan, openPlan } from './openPlan.js'

/** Opens what a pipeline reads, works with it, and closes it again; or says what is wrong. */
export const whileOpen =
  <A>(
    pipeline: Pipeline,
    options: OpenOptions,
    work: (opened: OpenPlan) => Promise<Either<Problems, A>>,
  ): TaskEither<Problems, A> =>
  async () => {
    const plan = planOf(pipeline)
    if (isLeft(plan)) return plan
    const opened = await openPlan(plan.right, options)()
    if (isLeft(opened)) return opened
    try {
      return await work(opened.right)
    } finally {
      await opened.right.close()
    }
  }
