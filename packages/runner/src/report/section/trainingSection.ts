import { hues } from '../chart/hues.js'
import { type Line, lines } from '../chart/lines.js'
import { smoothed } from '../numbers/smoothed.js'
import { type Point, thinned } from '../numbers/thinned.js'
import { countOf, countText } from '../numbersText.js'
import { type Section, section } from '../page/page.js'
import { figure, figures, key, quiet } from '../page/parts.js'
import type { RunRecord, StepLine } from '../run/runRecord.js'

/** Loss, rate and gradient over the steps; each data set's and each part's loss where there are several. */
export const trainingSection = ({ steps, state }: RunRecord): Section => {
  if (steps.length === 0)
    return section('Training', quiet(state?.state === 'running' ? 'No step is done yet.' : 'Nothing was trained.'))
  const ends = epochEnds(steps)
  const curve = (of: (line: StepLine) => number, some = steps) => some.map(line => ({ x: line.step, y: of(line) }))
  const tasks = [...new Set(steps.flatMap(({ task }) => task ?? []))]
  const parts = [...new Set(steps.flatMap(({ parts = {} }) => Object.keys(parts)))]
  const byTask = tasks.map(task => ({
    name: task,
    points: curve(
      line => line.loss,
      steps.filter(each => each.task === task),
    ),
  }))
  const byPart = parts.map(part => ({
    name: part,
    points: steps.flatMap(({ step, parts = {} }) => (part in parts ? [{ x: step, y: parts[part]! }] : [])),
  }))
  const loss = [
    {
      ...mean(
        'loss',
        curve(({ loss }) => loss),
      ),
      colour: 'var(--after)',
    },
  ]
  return section(
    'Training',
    [
      both('Loss', [...loss], 'loss', ends, lossNote(steps)),
      figures([
        ...(tasks.length < 2 ? [] : [several('Loss of each data set', byTask, ends)]),
        ...(parts.length === 0 ? [] : [several('Parts of the loss', byPart, ends)]),
        figure(
          'Learning rate',
          lines({
            label: 'Learning rate over the steps',
            x: 'step',
            y: 'learning rate',
            marked: ends,
            lines: [
              {
                name: 'rate',
                points: thinned(curve(({ rate }) => rate)),
                colour: 'var(--hue-3)',
              },
            ],
            options: {
              marginLeft: 62,
              y: {
                label: 'learning rate',
                labelArrow: 'none',
                grid: true,
                zero: true,
                nice: true,
                ticks: 5,
                tickFormat: (rate: number) => (rate === 0 ? '0' : rate.toExponential().replace('e+', 'e')),
              },
            },
          }),
          `the highest is ${Math.max(...steps.map(({ rate }) => rate)).toExponential(1)}`,
        ),
        figure(
          'Norm of the gradient',
          lines({
            label: 'Norm of the gradient over the steps',
            x: 'step',
            y: 'norm',
            marked: ends,
            lines: [
              {
                ...mean(
                  'norm',
                  curve(({ norm }) => norm),
                ),
                colour: 'var(--hue-2)',
              },
            ],
          }),
          'of the model, before clipping; the thick line is a moving average',
        ),
      ]),
    ].join('\n'),
  )
}

/** A moving average, and what it is of behind it. */
const mean = (name: string, points: readonly Point[]): Line => ({
  name,
  points: thinned(smoothed(points)),
  ...(points.length < 8 ? {} : { behind: thinned(points) }),
})

/** Wide where there is room, and once more for a narrow screen, where its texts would be too small. */
const both = (title: string, some: readonly Line[], y: string, marked: readonly number[], note: string): string => {
  const drawn = (width: number, height: number) =>
    lines({ label: `${title} over the steps`, x: 'step', y, marked, lines: some, options: { width, height } })
  return figure(
    title,
    [
      drawn(880, 320).replace('class="chart"', 'class="chart wide"'),
      drawn(400, 280).replace('class="chart"', 'class="chart narrow"'),
    ].join('\n'),
    note,
  )
}

const several = (title: string, all: readonly Line[], marked: readonly number[]): string => {
  const shown = all.slice(0, hues.length)
  const coloured = shown.map(({ name, points }, i) => ({ ...mean(name, points), colour: hues[i]! }))
  return figure(
    title,
    lines({ label: `${title} over the steps`, x: 'step', y: 'loss', marked, lines: coloured }) + key(coloured),
    all.length > shown.length ? `${countText(all.length - shown.length)} more not drawn` : '',
  )
}

const lossNote = (steps: readonly StepLine[]): string => {
  const tenth = Math.max(1, Math.floor(steps.length / 10))
  const of = (some: readonly StepLine[]) => some.reduce((sum, { loss }) => sum + loss, 0) / some.length
  return [
    'the thick line is a moving average over a thirtieth of the run; dashed lines end an epoch',
    `on average ${of(steps.slice(0, tenth)).toPrecision(3)} in the first tenth of ${countOf(steps.length, 'step')}, ${of(steps.slice(-tenth)).toPrecision(3)} in the last`,
  ].join('; ')
}

const epochEnds = (steps: readonly StepLine[]): readonly number[] => {
  const ends = steps.flatMap(({ epoch, step }, i) =>
    steps[i + 1] !== undefined && steps[i + 1]!.epoch > epoch ? [step] : [],
  )
  return ends.length > 20 ? [] : ends
}
