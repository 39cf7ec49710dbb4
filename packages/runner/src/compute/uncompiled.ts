import { type Problem, problem } from '@siamese/core'
import { isUncomputable } from '../graph/inStage.js'

/** Why a pipeline is not compiled, with the cure where computing without a graph is one. Our own mistakes are thrown on. */
export const uncompiled = (error: unknown): Problem => {
  if (!isUncomputable(error)) throw error
  const { message, eagerly } = error
  return problem(
    eagerly ? `${message}; run with --eager (eager: true) to compute operation by operation, which is slower` : message,
  )
}
