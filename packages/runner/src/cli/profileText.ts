import { countOf } from '../countOf.js'
import { short } from '../graph/drawing.js'
import type { Profile } from '../train/profile.js'
import { table } from './table.js'

/** Where a step spends its time, for people. Differences that came out below zero are noise, and are shown as ~0. */
export const profileText = (profile: Profile): string => {
  const {
    stages,
    update,
    feeding,
    step,
    spread,
    newSizes,
    collating,
    batches,
    rounds,
    tokens,
    flops,
    accumulate,
    task,
  } = profile
  const sum = stages.reduce((all, { forward, backward }) => all + forward + backward, update + feeding)
  const row = (name: string, ...[forward, backward, all]: readonly (number | undefined)[]) => [
    name,
    ...[forward, backward].map(each => (each === undefined ? '' : milliseconds(each))),
    all === undefined ? '' : milliseconds(all),
    all === undefined ? '' : `${Math.max(0, (100 * all) / sum).toFixed(1)} %`,
  ]
  return [
    table([
      ['of a step', 'forward', 'backward', 'together', 'share'],
      ...stages.map(({ stage, forward, backward }) => row(stage, forward, backward, forward + backward)),
      row('norm, clipping, update', undefined, undefined, update),
      row('feeding', undefined, undefined, feeding),
      row('together', total(stages, 'forward'), total(stages, 'backward'), sum),
    ]),
    `a whole step: ${milliseconds(step)} ± ${milliseconds(spread)}, the median of ${batches * rounds} runs, ${batches} batches${task === undefined ? '' : ` of ${task}`}${accumulate === 1 ? '' : `; in training ${accumulate} batches share an update`}`,
    `the first with new sizes: ${milliseconds(newSizes)} longer; rows read, tokenized and packed before it: ${milliseconds(collating)}`,
    `${countOf(Math.round(tokens), 'token')} and ${short(flops)}FLOP a batch: ${short((flops / step) * 1000)}FLOP/s`,
    '',
  ].join('\n')
}

const total = (stages: Profile['stages'], part: 'forward' | 'backward'): number =>
  stages.reduce((sum, each) => sum + each[part], 0)

const milliseconds = (value: number): string => (value < 0.05 ? '~0 ms' : `${value.toFixed(1)} ms`)
