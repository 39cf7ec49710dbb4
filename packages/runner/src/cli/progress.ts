import { bytesText, durationText } from '../report/numbersText.js'
import type { Estimate } from '../run/estimate/estimate.js'
import type { RunEvent } from '../run/runEvent.js'
import { profileText } from './profileText.js'
import { chosenText } from './sweepText.js'
import type { Terminal } from './terminal.js'

/** Shows a run while it goes on: one live line in a terminal, a plain line now and then elsewhere. */
export const runProgress = (to: Terminal): ((event: RunEvent) => void) => {
  let started = performance.now()
  let rows = 0
  let shown = 0
  return event => {
    switch (event.event) {
      case 'started':
        to.err(`${event.folder} (${event.engine} engine)`)
        return
      case 'encoding':
        to.live(`${event.model} ${event.done} / ${event.total}`)
        return
      case 'evaluating':
        to.live(`${event.evaluator} ${event.done} / ${event.total}`)
        return
      case 'step': {
        if (event.step === 1) {
          started = performance.now()
          rows = 0
        } else rows += event.rows
        const seconds = (performance.now() - started) / 1000
        const line = stepLine(
          event,
          rows / Math.max(seconds, 1e-9),
          (seconds / Math.max(1, event.step - 1)) * (event.total - event.step),
        )
        if (to.isTerminal) to.live(line)
        else if (event.step === event.total || event.step === 1 || performance.now() - shown > 10_000) {
          shown = performance.now()
          to.err(line)
        }
        return
      }
      case 'evaluation':
        // What was before and after stands in the result.
        if (event.moment !== 'during') return
        to.err(
          `step ${event.step}: ${Object.entries(event.metrics)
            .map(([name, value]) => `${name} ${value.toFixed(4)}`)
            .join(', ')}`,
        )
        return
      case 'stopped early':
        to.err(`stopped early at step ${event.step}: no gain since step ${event.best?.step ?? 0}`)
        return
      case 'estimated':
        to.err(estimateLine(event.estimate))
        return
      case 'profile':
        to.err(profileText(event.profile))
        return
      case 'warning':
        to.err(`warning: ${event.sentence}`)
        return
      case 'part':
        to.err(`\n${event.number} of ${event.of}: ${event.name}`)
        return
      case 'point':
        to.err(`\npoint ${event.number} of ${event.of}: ${chosenText(event.chosen)}`)
    }
  }
}

const stepLine = (
  { step, total, loss, rate }: Extract<RunEvent, { event: 'step' }>,
  perSecond: number,
  secondsLeft: number,
): string =>
  [
    `step ${step} / ${total}`,
    `loss ${loss.toFixed(4)}`,
    `rate ${rate.toExponential(1)}`,
    ...(step > 1 ? [`${perSecond.toFixed(1)} pairs/s`, `${durationText(secondsLeft)} left`] : []),
  ].join('  ')

/** What is still to come, as it was expected before the first step. */
const estimateLine = ({ seconds, steps, memory }: Estimate): string =>
  [
    `expected: ${durationText(seconds.together - seconds.start)}`,
    ...(steps === 0 ? [] : [`${steps} ${steps === 1 ? 'step' : 'steps'}`]),
    ...(memory === undefined ? [] : [`${bytesText(memory.peak)} of memory`]),
  ].join(', ')
