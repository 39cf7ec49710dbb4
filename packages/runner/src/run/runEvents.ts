import type { Pipeline } from '@siamese/core'
import { eventsOf } from './eventsOf.js'
import { type RunOptions, run } from './run.js'
import type { RunEvent } from './runEvent.js'

/** Runs a pipeline and gives its events as they happen: steps, evaluations, checkpoints, and at last `done` with the result, or `stopped`. */
export const runEvents = (
  pipeline: Pipeline,
  { signal, report, ...options }: RunOptions = {},
): AsyncGenerator<RunEvent, void, undefined> =>
  eventsOf(
    watching =>
      run(pipeline, {
        ...options,
        signal: watching.signal,
        report: async event => {
          await report?.(event)
          await watching.report(event)
        },
      }),
    signal,
  )
