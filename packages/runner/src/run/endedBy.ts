import type { Problems } from '@siamese/core'
import { isRefusal } from '../asPromise.js'
import { memoryProblem } from '../engine/outOfMemory.js'
import { fileTrouble } from '../sources/fileTrouble.js'

/** What ends a run and is no fault of ours: a refusal, memory that is short, a file or a disk that fails. Anything else is thrown on. */
export const endedBy = (error: unknown, path: string): Problems => {
  if (isRefusal(error)) return error.problems
  const short = memoryProblem(error, 'run', 'lower batchSize or maxLength, or use a smaller model')
  return short === undefined ? [fileTrouble(error, path)] : [short]
}

/** An engine that ran out of memory may not even be able to free some, nor a disk to take a last line; why the run ended is said already. */
export const quietly = async (close: () => unknown): Promise<void> => {
  try {
    await close()
  } catch (error) {
    endedBy(error, 'the run folder')
  }
}
