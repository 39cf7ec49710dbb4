import { bytesText, countText, durationText } from '../report/numbersText.js'
import type { Estimate } from '../run/estimate/estimate.js'
import type { RunEvent } from '../run/runEvent.js'
import { chosenText } from '../run/sweep/chosenText.js'
import { between } from './live/progressBar.js'
import { progressSentence } from './live/progressText.js'
import { runBlock } from './live/runBlock.js'
import { runSentence } from './live/runSentence.js'
import { watchRun } from './live/runView.js'
import { metricsText } from './metricsText.js'
import { planLine, planText } from './planText.js'
import { profileText } from './profileText.js'
import type { Terminal } from './terminal.js'

/** Shows a run while it goes on: the plan, then a live block in a terminal, a plain line now and then elsewhere. */
export const runProgress = (to: Terminal, now: () => number = () => performance.now()): ((event: RunEvent) => void) => {
  const { hear, view } = watchRun()
  let told = now()
  /** Of several runs each tells what is not as in the one before. */
  let planned: readonly string[] = []
  const seconds = () => now() / 1000
  const draw = () => {
    to.live(width => runBlock(view(seconds()), process.memoryUsage.rss(), width, to.errors.paint))
  }
  /** Where lines stay, one at most every ten seconds. */
  const sometimes = (line: () => string, always: boolean) => {
    if (!always && now() - told < between) return
    told = now()
    to.note(line())
  }
  return event => {
    hear(event, seconds())
    switch (event.event) {
      case 'encoding':
      case 'evaluating': {
        if (to.isLive) return draw()
        const { doing } = view(seconds())
        return doing && sometimes(() => progressSentence(doing), false)
      }
      case 'step':
        if (to.isLive) return draw()
        return sometimes(() => runSentence(view(seconds())), event.step === 1 || event.step === event.total)
      case 'planned': {
        const plan = planText(event.plan, to.errors.width)
        for (const line of plan) if (!planned.includes(line)) to.note(line)
        planned = plan
        return to.isLive ? draw() : undefined
      }
      case 'warning':
        return to.err(`${to.errors.paint.warning('warning')}: ${event.sentence}`)
      default: {
        const line = lineOf(event, to.errors.width)
        if (line !== undefined) to.note(line)
        if (to.isLive) draw()
      }
    }
  }
}

/** What stays of an event. */
const lineOf = (event: RunEvent, width: number): string | undefined => {
  switch (event.event) {
    case 'started':
      return event.folder
    case 'estimated':
      return planLine('takes', estimateText(event.estimate), width)
    case 'evaluation':
      // What was before and after stands in the result.
      return event.moment === 'during' ? `step ${countText(event.step)}: ${metricsText(event.metrics)}` : undefined
    case 'resumed':
      return `goes on from step ${countText(event.step)}`
    case 'stopped early':
      return `stopped early at step ${countText(event.step)}: no gain since step ${countText(event.best?.step ?? 0)}`
    case 'profile':
      return profileText(event.profile)
    case 'part':
      return `\n${event.number} of ${event.of}: ${event.name}`
    case 'point':
      return `\npoint ${event.number} of ${event.of}: ${chosenText(event.chosen)}`
    default:
      return undefined
  }
}

/** What is still to come, as it was expected before the first step. */
const estimateText = ({ seconds, memory }: Estimate): string =>
  [
    `about ${durationText(seconds.together - seconds.start)}`,
    ...(memory === undefined ? [] : [`${bytesText(memory.peak)} of memory`]),
  ].join(', ')
