import { countText, durationText } from '../../report/numbersText.js'
import { rateText } from './progressText.js'
import type { RunView } from './runView.js'

/** How far a run is, as a line of a log. */
export const runSentence = ({ step, losses, speed, training }: RunView): string => {
  if (step === undefined) return ''
  return [
    `step ${countText(step.step)} / ${countText(step.total)}`,
    ...[...losses].map(([name, of]) => `loss${name === '' ? '' : ` of ${name}`} ${of.smoothed().toFixed(4)}`),
    `rate ${step.rate.toExponential(1)}`,
    ...(speed === undefined
      ? []
      : [
          `${rateText(speed.rows)} ${training?.unit ?? 'rows'}/s`,
          `${durationText((step.total - step.step) / speed.steps)} left`,
        ]),
  ].join('  ')
}
