import type { RunEvent } from './runEvent.js'

/** What `metrics.jsonl` keeps of an event: what the run computed, nothing that differs when it is run again. */
export const metricLine = (event: RunEvent): Readonly<Record<string, unknown>> | undefined => {
  switch (event.event) {
    case 'step': {
      const { step, epoch, loss, parts, rate, norm, task } = event
      const told = parts === undefined ? {} : { parts }
      return { step, epoch, ...(task === undefined ? {} : { task }), loss, ...told, rate, norm }
    }
    case 'evaluation': {
      const { moment, step, metrics } = event
      return { step, ...(moment === 'after' ? { trained: true } : {}), ...metrics }
    }
    case 'stopped early':
      return { step: event.step, stoppedEarly: true, best: event.best }
    default:
      return undefined
  }
}
