import { countText, durationText } from '../../report/numbersText.js'
import { learningRateText } from './learningRateText.js'
import { lossText } from './lossText.js'
import { rateText } from './progressText.js'
import type { RunView } from './runView.js'

/** How far a run is, as a line of a log. */
export const runSentence = ({ step, losses, parts, speed, training, left }: RunView): string => {
  if (step === undefined) return ''
  return [
    `step ${countText(step.step)} / ${countText(step.total)}`,
    ...[...losses].map(([name, of]) => `loss${name === '' ? '' : ` of ${name}`} ${lossText(of.smoothed())}`),
    ...(parts.size === 0
      ? []
      : [`parts ${[...parts].map(([name, of]) => `${name} ${lossText(of.smoothed())}`).join(', ')}`]),
    `learning rate ${learningRateText(step.rate)}`,
    ...(speed === undefined ? [] : [`${rateText(speed.rows)} ${training?.unit ?? 'rows'}/s`]),
    ...(left === undefined ? [] : [`${durationText(left)} left`]),
  ].join('  ')
}
