import type { PipelineJson } from '@siamese/core'
import { metricLine } from '../metricLine.js'
import type { Listener } from '../runEvent.js'
import type { RunFolder } from '../runFolder.js'
import { openEventFile } from './eventFile.js'
import { logLine } from './logLine.js'

/** Writes what happens into a run's folder. */
export interface Recording {
  readonly listen: Listener
  readonly close: () => Promise<void>
}

/** `metrics.jsonl`, `log.jsonl` and TensorBoard's events; `after` is the step that the run goes on behind. */
export const openRecording = async (
  { path, metric, log }: RunFolder,
  pipeline: PipelineJson,
  after?: number,
): Promise<Recording> => {
  const events = await openEventFile(path, pipeline, after)
  return {
    listen: async event => {
      const [numbers, words] = [metricLine(event), logLine(event, path)]
      if (numbers !== undefined) await metric(numbers)
      if (words !== undefined) await log(words)
      await events.listen(event)
    },
    close: events.close,
  }
}
