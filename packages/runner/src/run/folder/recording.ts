import type { PipelineJson } from '@siamese/core'
import { metricLine } from '../metricLine.js'
import type { Listener, RunEvent } from '../runEvent.js'
import type { RunFolder } from '../runFolder.js'
import type { ProcessSpent } from '../stopwatch.js'
import { openEventFile } from './eventFile.js'
import { heldBack } from './heldBack.js'
import { lineOf, withoutCutLine } from './jsonLines.js'
import { logLine } from './logLine.js'
import { metricsFile } from './metricsFile.js'
import { outcomeOf } from './outcome.js'
import { writePredictions } from './predictions.js'
import { logFile } from './processes.js'
import { openTrace, traceFile, traceLine, traceOfCheckpoint } from './trace.js'

/** Writes what happens into a run's folder. */
export interface Recording {
  readonly listen: Listener
  /** Writes the steps that it holds: a checkpoint counts on all that was before it. */
  readonly flush: () => void
}

/** Milliseconds for which steps are held. Between two steps of an engine the caches are cold, and one step told alone takes as long as five together. */
const moment = 250

/** `metrics.jsonl`, `log.jsonl`, `trace.jsonl`, TensorBoard's events and, at the end, `outcome.json`; `after` is the step that the run goes on behind. */
export const openRecording = async (
  { path, outcome }: Pick<RunFolder, 'path' | 'outcome'>,
  pipeline: PipelineJson,
  spent: () => ProcessSpent,
  after?: number,
): Promise<Recording> => {
  await withoutCutLine(logFile.name, path)
  const files = heldBack(path)
  const records = await openEventFile(path, files, pipeline, after)
  await openTrace(path, after)
  const held: (readonly [event: RunEvent, at: Date])[] = []
  let written = 0
  const flush = () => {
    written = performance.now()
    for (const [event, at] of held.splice(0)) {
      const lines = [
        [metricsFile.name, metricLine(event)],
        [logFile.name, logLine(event, path, spent, at)],
        [traceFile.name, traceLine(event)],
      ] as const
      for (const [name, line] of lines) if (line !== undefined) files.add(name, lineOf(line))
      records(event, at)
    }
    files.write()
  }
  return {
    listen: async event => {
      held.push([event, new Date()])
      if (event.event !== 'step' || performance.now() - written >= moment) flush()
      if (event.event === 'checkpoint') {
        const line = await traceOfCheckpoint(event.step, event.folder)
        if (line !== undefined) files.add(traceFile.name, lineOf(line))
        files.write()
      }
      if (event.event === 'pairs') await writePredictions(path, event.moment, event.name, event.pairs)
      if (event.event === 'done') await outcome(await outcomeOf(event.result))
    },
    flush,
  }
}
