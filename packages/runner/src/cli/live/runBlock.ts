import { bytesText, countOf, countText, durationText, shareText } from '../../report/numbersText.js'
import type { Paint } from '../paint.js'
import { metricText } from '../table.js'
import { asManyAs } from './asManyAs.js'
import { track } from './bar.js'
import { columnsOf, cutTo, fitted } from './fitted.js'
import { learningRateText } from './learningRateText.js'
import { lossText } from './lossText.js'
import { barWidth, progressText, rateText, sharePadded } from './progressText.js'
import type { RunView } from './runView.js'
import { sparkline } from './sparkline.js'

/** What a run looks like while it goes on, in lines of so many columns; `memory` is what the process has, in bytes. */
export const runBlock = (view: RunView, memory: number, width: number, paint: Paint): readonly string[] => {
  const { doing, step } = view
  if (step === undefined && doing === undefined) return [paint.dim(cutTo('preparing …', width))]
  return [
    ...view.among.map(({ kind, number, of, name }) => line(kind, `${number} of ${of}  ${name}`, width, paint)),
    ...(step === undefined ? [] : [...bars(view, step, width, paint), ...numbers(view, step, memory, width, paint)]),
    ...(doing === undefined ? [] : [progressText(doing, width, paint)]),
  ]
}

const label = 7
const line = (name: string, text: string, width: number, paint: Paint): string =>
  `${paint.dim(fitted(name, label))}${cutTo(text, width - label)}`

type Step = NonNullable<RunView['step']>

/** How far the run and its epoch are; their bars are alike, and give way to what is said beside them. */
const bars = (view: RunView, step: Step, width: number, paint: Paint): readonly string[] => {
  const { training, left, epochBegan } = view
  const run: Way = {
    name: 'run',
    done: step.step,
    total: step.total,
    more: left === undefined ? [] : [`${durationText(left)} left`],
  }
  const inEpoch = step.step - epochBegan
  const epochs = training?.epochs ?? 1
  const epoch: Way = {
    name: 'epoch',
    done: inEpoch,
    total: Math.max(inEpoch, Math.min(training?.stepsPerEpoch ?? 0, step.total - epochBegan)),
    more: [`${countText(step.epoch + 1)} of ${countText(epochs)}`],
  }
  const longest = percent + columnsOf(stepsOf({ ...run, done: run.total })) + apart + longestLeft
  const bar = Math.min(barWidth(width), Math.max(8, width - label - longest))
  return [run, ...(epochs === 1 ? [] : [epoch])].map(way => barLine(way, bar, width, paint))
}
/** Columns of a share with what is around it, of what stands between words, and of a time left. */
const [percent, apart, longestLeft] = [8, 3, '59 min 59 s left'.length]

interface Way {
  readonly name: string
  readonly done: number
  readonly total: number
  readonly more: readonly string[]
}
const stepsOf = ({ done, total }: Way): string => `${countText(done)} / ${countOf(total, 'step')}`

/** Steps give way where there is no room for all. */
const barLine = (way: Way, bar: number, width: number, paint: Paint): string => {
  const { name, done, total, more } = way
  const room = width - label - bar - percent
  const choices = [[stepsOf(way), ...more], more].map(words => words.join('   '))
  const text = choices.find(each => columnsOf(each) <= room) ?? ''
  const drawn = `${paint.dim(fitted(name, label))}${paint.right(track(done / total, bar))} ${sharePadded(done / total)}`
  return text === '' ? drawn : `${drawn}  ${text}`
}

const numbers = (view: RunView, step: Step, memory: number, width: number, paint: Paint): readonly string[] => {
  const { training, speed, saved, best, before } = view
  const facts = [
    ...(speed === undefined ? [] : [`${rateText(speed.rows)} ${training?.unit ?? 'rows'}/s`]),
    `learning rate ${learningRateText(step.rate)}`,
    ...(saved === undefined ? [] : [`padding saved ${shareText(saved)}`]),
    bytesText(memory),
  ]
  return [
    ...lossLines(view, width, paint),
    ...partLines(view, width).map((text, i) => line(i === 0 ? 'parts' : '', text, width, paint)),
    line('', asManyAs(facts, width - label), width, paint),
    ...(best === undefined
      ? []
      : [
          line(
            'best',
            asManyAs(
              [
                `${best.metric} ${metricText(best.value)} at step ${countText(best.step)}`,
                ...(before === undefined ? [] : [`before ${metricText(before)}`]),
              ],
              width - label,
            ),
            width,
            paint,
          ),
        ]),
  ]
}

/** One loss, or that of each data set, with the way it took. */
const lossLines = ({ losses }: RunView, width: number, paint: Paint): readonly string[] => {
  const names = [...losses.keys()]
  const named = Math.min(24, Math.max(...names.map(columnsOf)))
  return names.map((name, i) => {
    const of = losses.get(name)!
    const value = lossText(of.smoothed()).padEnd(8)
    const text = named === 0 ? value : `${fitted(name, named)}  ${value}`
    const room = Math.min(60, width - label - columnsOf(text) - 1)
    const start = `${paint.dim(fitted(i === 0 ? 'loss' : '', label))}${cutTo(text, width - label)}`
    return room < 8 ? start.trimEnd() : `${start} ${sparkline(of.means(), room)}`
  })
}

/** As many parts as three lines have room for, and how many more there are. */
const partLines = ({ parts }: RunView, width: number): readonly string[] => {
  const room = width - label
  const texts = [...parts].map(([name, of]) => cutTo(`${name} ${lossText(of.smoothed())}`, room))
  const lines: string[] = []
  for (const [i, text] of texts.entries()) {
    const last = lines.at(-1)
    if (last !== undefined && columnsOf(last) + 3 + columnsOf(text) <= room)
      lines[lines.length - 1] = `${last}   ${text}`
    else if (lines.length < 3) lines.push(text)
    else return [...lines.slice(0, 2), cutTo(`${lines[2]}   ${texts.length - i} more`, room)]
  }
  return lines
}
