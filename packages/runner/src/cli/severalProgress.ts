import { bytesText, countOf } from '../report/numbersText.js'
import type { RunEvent } from '../run/runEvent.js'
import { chosenText } from '../run/sweep/chosenText.js'
import { between } from './live/progressBar.js'
import { runSentence } from './live/runSentence.js'
import { type RunWatch, watchRun } from './live/runView.js'
import { severalBlock } from './live/severalBlock.js'
import { metricsText } from './metricsText.js'
import type { Terminal } from './terminal.js'

type SideBySide = Extract<RunEvent, { event: 'side by side' }>

interface Running {
  readonly name: string
  readonly watch: RunWatch
  readonly began: number
  waits: boolean
  told: number
}

/** Shows points that run at once: in a terminal a line each, elsewhere plain lines that say which point they are of. */
export const severalProgress = (to: Terminal, how: SideBySide, now: () => number): ((event: RunEvent) => void) => {
  const running = new Map<number, Running>()
  const ended = { done: 0, failed: 0 }
  let of = 0
  to.note(sideBySideText(how))
  const draw = () => {
    const seconds = now() / 1000
    const points = [...running.values()].map(({ name, watch, began, waits }) => ({
      name,
      waits,
      seconds: seconds - began,
      view: watch.view(seconds),
    }))
    const failed = ended.failed === 0 ? '' : `, ${ended.failed} failed`
    if (to.isLive)
      to.live(width => severalBlock(points, `${ended.done} of ${of} points done${failed}`, width, to.errors.paint))
  }
  const inPoint = (number: number, told: RunEvent) => {
    const point = running.get(number)
    if (point === undefined) return
    point.waits = false
    point.watch.hear(told, now() / 1000)
    if (told.event === 'warning') to.err(`point ${number}: ${to.errors.paint.warning('warning')}: ${told.sentence}`)
    if (to.isLive || told.event !== 'step' || (now() - point.told < between && told.step < told.total)) return
    point.told = now()
    to.note(`point ${number}: ${runSentence(point.watch.view(now() / 1000))}`)
  }
  return event => {
    switch (event.event) {
      case 'point': {
        of = event.of
        const name = `point ${event.number}`
        running.set(event.number, { name, watch: watchRun(), began: now() / 1000, waits: false, told: now() })
        to.note(`point ${event.number} of ${event.of}: ${chosenText(event.chosen)}`)
        break
      }
      case 'point ended':
        of = event.of
        running.delete(event.number)
        ended[event.why === undefined ? 'done' : 'failed']++
        to.note(endedText(event))
        break
      case 'waits for memory': {
        const point = running.get(event.point)
        if (point !== undefined) point.waits = true
        to.note(waitsText(event))
        break
      }
      case 'in point':
        inPoint(event.number, event.told)
    }
    draw()
  }
}

export const sideBySideText = ({ processes, threads, memory }: SideBySide): string =>
  `up to ${countOf(processes, 'point')} at once, ${countOf(threads, 'thread')} each, within ${bytesText(memory)} of memory`

const endedText = ({ number, of, metrics, why }: Extract<RunEvent, { event: 'point ended' }>): string =>
  why === undefined
    ? `point ${number} of ${of} is done: ${metricsText(metrics ?? {})}`
    : `point ${number} of ${of} failed: ${why.join('; ')}`

const waitsText = ({ point, bytes, left }: Extract<RunEvent, { event: 'waits for memory' }>): string =>
  `point ${point} waits: it takes about ${bytesText(bytes)} of memory, and ${bytesText(left)} are left beside the others`
