import type { Problems } from '@siamese/core'
import type { Either } from 'fp-ts/lib/Either.js'
import type { Metrics } from '../../evaluate/evaluate.js'
import type { RunEvent } from '../runEvent.js'
import { pointInProcess } from './pointInProcess.js'
import type { PointTask } from './pointMessages.js'
import { shareMemory } from './sharedMemory.js'

/** Points by their number, from 1. */
type PointTasks = ReadonlyMap<number, PointTask>

export interface AtOnce {
  /** At most so many. */
  readonly processes: number
  /** Bytes that all of them may take together. */
  readonly memory: number
  readonly report: (event: RunEvent) => unknown
  readonly begins: (point: number) => void | Promise<void>
  readonly ended: (point: number, how: Either<Problems, Metrics>) => Promise<void>
  readonly signal?: AbortSignal | undefined
}

/**
 * Runs points in processes of their own. Each is told to go on from what it opened once its memory is left beside the others'; the next
 * begins when those before it hold theirs. A point that fails keeps no other from running; what is wrong here stops all.
 */
export const pointsAtOnce = async (tasks: PointTasks, options: AtOnce): Promise<void> => {
  const { processes, memory: bytes, report, begins, ended, signal } = options
  const stopping = new AbortController()
  const asked = signal === undefined ? stopping.signal : AbortSignal.any([signal, stopping.signal])
  let wake = () => {}
  const memory = shareMemory(
    bytes,
    (point, bytes, left) => void report({ event: 'waits for memory', point, bytes, left }),
  )
  /** Those that have not said yet what they take. */
  const opening = new Set<number>()
  const running = new Map<number, Promise<void>>()
  const faults: unknown[] = []
  const one = async (point: number, task: PointTask): Promise<void> => {
    try {
      const how = await pointInProcess(task, {
        event: told => report({ event: 'in point', number: point, told }),
        memory: async bytes => {
          const taken = memory.take(point, bytes)
          opening.delete(point)
          wake()
          await taken
        },
        signal: asked,
      })
      await ended(point, how)
    } catch (error) {
      faults.push(error)
      stopping.abort()
    } finally {
      opening.delete(point)
      running.delete(point)
      memory.free(point)
      wake()
    }
  }
  const mayBegin = () => running.size < processes && opening.size === 0 && memory.hasRoom()
  for (const [point, task] of tasks) {
    while (!asked.aborted && !mayBegin())
      await new Promise<void>(done => {
        wake = done
      })
    if (asked.aborted) break
    opening.add(point)
    await begins(point)
    running.set(point, one(point, task))
  }
  await Promise.all(running.values())
  if (faults.length > 0) throw faults[0]
}
