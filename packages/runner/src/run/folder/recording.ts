import type { PipelineJson } from '@siamese/core'
import { metricLine } from '../metricLine.js'
import type { Listener } from '../runEvent.js'
import type { RunFolder } from '../runFolder.js'
import type { ProcessSpent } from '../stopwatch.js'
import { openEventFile } from './eventFile.js'
import { logLine } from './logLine.js'
import { outcomeOf } from './outcome.js'
import { writePredictions } from './predictions.js'
import { openTrace } from './trace.js'

/** Writes what happens into a run's folder. */
export interface Recording {
  readonly listen: Listener
  readonly close: () => Promise<void>
}

/** `metrics.jsonl`, `log.jsonl`, `trace.jsonl`, TensorBoard's events and, at the end, `outcome.json`; `after` is the step that the run goes on behind. */
export const openRecording = async (
  { path, metric, log, outcome }: RunFolder,
  pipeline: PipelineJson,
  spent: () => ProcessSpent,
  after?: number,
): Promise<Recording> => {
  const events = await openEventFile(path, pipeline, after)
  const trace = await openTrace(path, after)
  return {
    listen: async event => {
      const [numbers, words] = [metricLine(event), logLine(event, path, spent)]
      if (numbers !== undefined) await metric(numbers)
      if (words !== undefined) await log(words)
      await trace(event)
      await events.listen(event)
      if (event.event === 'pairs') await writePredictions(path, event.moment, event.name, event.pairs)
      if (event.event === 'done') await outcome(await outcomeOf(event.result))
    },
    close: events.close,
  }
}
