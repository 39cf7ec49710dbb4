import type { Problems } from '@siamese/core'
import { isLeft } from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import type { RunOptions } from './run.js'
import type { RunEvent } from './runEvent.js'

/** What whoever watches gives to a run. */
export type Watching = Required<Pick<RunOptions, 'report' | 'signal'>>

/**
 * The events of a run as they happen: `for await (const event of eventsOf(watching => resume(folder, watching)))`. The last one is `done`, or
 * `stopped` with the reasons, also where the run did not come to begin. The run waits until an event was dealt with, so none is lost, and
 * no number depends on it. Leaving the loop, or `signal`, asks the run to stop: it keeps a checkpoint first.
 */
export async function* eventsOf(
  work: (watching: Watching) => TaskEither<Problems, unknown>,
  signal?: AbortSignal,
): AsyncGenerator<RunEvent, void, undefined> {
  const leaving = new AbortController()
  const told: { readonly event: RunEvent; readonly taken: () => void }[] = []
  let wake = () => {}
  let isOver = false
  const report = (event: RunEvent): Promise<void> | void => {
    if (leaving.signal.aborted) return
    return new Promise(taken => {
      told.push({ event, taken })
      wake()
    })
  }
  const asked = signal === undefined ? leaving.signal : AbortSignal.any([signal, leaving.signal])
  const ended = work({ report, signal: asked })().finally(() => {
    isOver = true
    wake()
  })
  ended.catch(() => {}) // thrown where it is awaited
  let last: RunEvent['event'] | undefined
  try {
    while (told.length > 0 || !isOver) {
      const [next] = told
      if (next === undefined) {
        await new Promise<void>(done => {
          wake = done
        })
        continue
      }
      last = next.event.event
      yield next.event
      told.shift()
      next.taken()
    }
    const came = await ended
    if (isLeft(came) && last !== 'stopped') yield { event: 'stopped', why: came.left.map(({ sentence }) => sentence) }
  } finally {
    leaving.abort()
    for (const { taken } of told) taken()
    await ended
  }
}
