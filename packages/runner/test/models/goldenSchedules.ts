import { schedule as schedules, type TrainSettings } from '@siamese/core'
import { cannot } from './goldenCases.js'

type Params = Readonly<Record<string, unknown>>

/** The names of settings there and here; of a setting that is not among them only the default can be run. */
export const settingsBy = (params: Params, names: Readonly<Record<string, (value: never) => object>>): object =>
  Object.assign(
    {},
    ...Object.entries(params).map(([name, value]) =>
      name in names ? names[name]!(value as never) : value === false || value === null ? {} : cannot(`no ${name} here`),
    ),
  )

const made: Readonly<Record<string, (special: Params, rate: number) => TrainSettings['schedule']>> = {
  linear: () => 'linear',
  constant: () => 'constant',
  constant_with_warmup: () => 'constant',
  cosine: special => schedules.cosine(settingsBy(special, { num_cycles: (waves: number) => ({ waves }) })),
  cosine_with_min_lr: (special, rate) =>
    schedules.cosine(
      settingsBy(special, {
        num_cycles: (waves: number) => ({ waves }),
        min_lr: (end: number) => ({ end }),
        min_lr_rate: (share: number) => ({ end: share * rate }),
      }),
    ),
  cosine_with_restarts: special =>
    schedules.cosineWithRestarts(settingsBy(special, { num_cycles: (cycles: number) => ({ cycles }) })),
  polynomial: special =>
    schedules.polynomial(
      settingsBy(special, { power: (power: number) => ({ power }), lr_end: (end: number) => ({ end }) }),
    ),
  inverse_sqrt: special =>
    schedules.inverseSquareRoot(settingsBy(special, { timescale: (timescale: number) => ({ timescale }) })),
}

/** A schedule of the reference, with what it is given beside the rate and the warm-up. */
export const scheduleOf = (name: string, special: Params, rate: number): TrainSettings['schedule'] =>
  (made[name] ?? cannot(`${name} has no counterpart here`))(special, rate)
