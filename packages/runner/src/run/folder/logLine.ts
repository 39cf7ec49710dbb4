import { relative } from 'node:path'
import type { RunEvent } from '../runEvent.js'
import type { ProcessSpent } from '../stopwatch.js'
import { withoutSecrets } from './withoutSecrets.js'

/** What `log.jsonl` keeps of an event: what happened, when and what the process had spent by then, without the numbers that `metrics.jsonl` has. */
export const logLine = (
  event: RunEvent,
  folder: string,
  spent: () => ProcessSpent,
  now = new Date(),
): Readonly<Record<string, unknown>> | undefined => {
  const kept = keptOf(event, folder)
  return kept === undefined
    ? undefined
    : { at: now.toISOString(), event: event.event, ...kept, ...(tellsSpent(event) ? { spent: rounded(spent()) } : {}) }
}

/** What comes at the end of a stretch of work. */
const tellsSpent = ({ event }: RunEvent): boolean =>
  event === 'evaluation' || event === 'checkpoint' || event === 'done' || event === 'stopped'

const rounded = ({ seconds, memory }: ProcessSpent): object => ({
  seconds: Object.fromEntries(Object.entries(seconds).map(([name, each]) => [name, Number(each.toFixed(3))])),
  memory,
})

const keptOf = (event: RunEvent, folder: string): Readonly<Record<string, unknown>> | undefined => {
  switch (event.event) {
    case 'started':
      return { engine: event.engine, process: process.pid }
    case 'resumed':
      return { step: event.step }
    case 'warning':
      return { sentence: withoutSecrets(event.sentence) }
    case 'estimated':
      return { steps: event.estimate.steps, seconds: event.estimate.seconds.together }
    case 'evaluation':
      return { moment: event.moment, step: event.step }
    case 'checkpoint':
      return { step: event.step, folder: relative(folder, event.folder).replaceAll('\\', '/') }
    case 'stopped early':
      return { step: event.step, ...(event.best === undefined ? {} : { best: event.best.step }) }
    case 'done':
      return { steps: event.result.steps, seconds: event.result.seconds }
    case 'stopped':
      return { why: event.why.map(sentence => withoutSecrets(sentence)) }
    default:
      return undefined
  }
}
