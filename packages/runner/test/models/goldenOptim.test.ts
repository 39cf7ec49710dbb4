import { optimizer as optimizers, type Stage } from '@siamese/core'
import * as tf from '@tensorflow/tfjs-core'
import { suite } from 'uvu'
import type { Batch } from '../../src/compute/batch.js'
import { openCompiled } from '../../src/compute/compiled.js'
import { pack } from '../../src/encode/pack.js'
import type { Program } from '../../src/graph/program.js'
import { compiledStepper } from '../../src/train/compiledStepper.js'
import { eagerStepper } from '../../src/train/eagerStepper.js'
import { optimizerOf } from '../../src/train/optimizers/optimizerOf.js'
import { rateFactor } from '../../src/train/schedule.js'
import type { Stepper, StepRule } from '../../src/train/stepper.js'
import { opened } from '../opened.js'
import { golden, hasGolden } from './golden.js'
import { type Case, type Compared, cannot, listed, testCases, testOnce, type Way } from './goldenCases.js'
import { scheduleOf, settingsBy } from './goldenSchedules.js'

const test = suite('optimizers, schedules and clipping of the reference')

type Params = Readonly<Record<string, unknown>>

const shared = {
  lr: () => ({}),
  weight_decay: () => ({}),
  maximize: () => ({}),
  foreach: () => ({}),
  fused: () => ({}),
}
const moments = {
  ...shared,
  betas: ([beta1, beta2]: readonly [number, number]) => ({ beta1, beta2 }),
  eps: (epsilon: number) => ({ epsilon }),
  amsgrad: (largest: boolean) => (largest ? { divideBy: 'largest' } : {}),
}
/** An optimizer with what torch has where nothing is said. */
interface Kind {
  readonly stage: Stage
  readonly weightDecay: number
  readonly rate: number
}
const kinds: Readonly<Record<string, (params: Params) => Kind>> = {
  AdamW: params => ({ stage: optimizers.adamW(settingsBy(params, moments)), weightDecay: 0.01, rate: 1e-3 }),
  Adam: ({ decoupled_weight_decay: decoupled, ...params }) => ({
    stage:
      decoupled === true ? optimizers.adamW(settingsBy(params, moments)) : optimizers.adam(settingsBy(params, moments)),
    weightDecay: 0,
    rate: 1e-3,
  }),
  SGD: params => {
    const { nesterov, ...others } = params
    const momentum = { ...shared, momentum: (momentum: number) => ({ momentum }) }
    const stage =
      nesterov === true
        ? optimizers.nesterov({ momentum: 0, ...settingsBy(others, { ...momentum, dampening: () => ({}) }) })
        : optimizers.sgd(settingsBy(others, { ...momentum, dampening: (dampening: number) => ({ dampening }) }))
    return { stage, weightDecay: 0, rate: 1e-3 }
  },
  Adagrad: params => ({
    stage: optimizers.adagrad(
      settingsBy(params, {
        ...shared,
        lr_decay: (rateDecay: number) => ({ rateDecay }),
        initial_accumulator_value: (start: number) => ({ start }),
        eps: (epsilon: number) => ({ epsilon }),
      }),
    ),
    weightDecay: 0,
    rate: 1e-2,
  }),
}

/** Steps over weights whose gradients are given: the loss is their product, and gradients are fed as labels. */
const stepperOf = (
  { computes }: Way,
  rule: Omit<StepRule, 'loss' | 'seed'>,
  starts: readonly (readonly number[])[],
): Stepper => {
  const names = starts.map((_, i) => `w${i}`)
  const loss: StepRule['loss'] = (weights, _, { labels }) => ({
    value: tf.addN(names.map(name => tf.sum(tf.mul(weights[name]!, labels[name]!)))),
  })
  const all = { ...rule, seed: 1, loss }
  const start = {
    weights: Object.fromEntries(names.map((name, i) => [name, tf.tensor1d(starts[i] as number[])])),
    head: {},
  }
  if (computes === 'operations') return eagerStepper(all, start)
  const shapes = Object.fromEntries(names.map((name, i) => [name, [starts[i]!.length]]))
  const program: Program = {
    weights: shapes,
    head: {},
    embed: (_, { mask }) => mask,
    objectives: [
      {
        texts: 1,
        groups: 1,
        labels: shapes,
        drawn: {},
        tells: false,
        embed: (_, { texts: { mask } }) => mask,
        value: () => cannot('there are no embeddings'),
        loss: (weights, head, batch, dropout) => loss(weights, head, batch as Batch, dropout),
      },
    ],
    training: { ...all, accumulates: false, decays: () => true },
  }
  return compiledStepper(all, opened(openCompiled(program, start, { precision: 'float32' })), false)
}
const batchOf = (gradients: readonly (readonly number[])[]): Batch => ({
  rows: 1,
  texts: pack([[1]], 0, 1),
  textColumns: ['text'],
  labels: Object.fromEntries(
    gradients.map((gradient, i) => [`w${i}`, tf.tensor2d(gradient as number[], [1, gradient.length])]),
  ),
  truncated: 0,
  padded: 0,
})
const weightsOf = (stepper: Stepper): readonly (readonly number[])[] =>
  Object.values(stepper.parameters().weights).map(weight => Array.from(weight.dataSync()))

const read = <A>(name: string): readonly A[] =>
  hasGolden(name, `optim/${name}.json`) ? golden(`optim/${name}.json`).cases : []

interface OptimizerCase {
  readonly optimizer: string
  readonly params: Params
  readonly start: unknown
  readonly gradients: readonly unknown[]
  readonly after_each_step: readonly unknown[]
}
testCases(
  test,
  read<OptimizerCase>('optimizers').map(
    ({ optimizer, params, start, gradients, after_each_step }, i): Case<[Way]> => ({
      name: `optim/optimizers/${optimizer} ${i}`,
      run: way => {
        const kind = kinds[optimizer] ?? cannot(`${optimizer} has no counterpart here`)
        const { stage, weightDecay, rate } = kind(params)
        const rule = {
          optimizer: optimizerOf(stage),
          weightDecay: (params.weight_decay as number | undefined) ?? weightDecay,
          clip: 1e30,
        }
        const stepper = stepperOf(way, rule, [listed(start)])
        const sign = params.maximize === true ? -1 : 1
        const compared = gradients.map((gradient, step): Compared => {
          const given = listed(gradient).map(each => sign * each)
          stepper.step({ batches: [batchOf([given])], rate: (params.lr as number | undefined) ?? rate, step })
          const expected = after_each_step[step]
          return { what: `step ${step + 1}`, found: weightsOf(stepper), expected, within: 1e-5 }
        })
        stepper.close()
        return compared
      },
    }),
  ),
)

interface ClippingCase {
  readonly max_norm: number
  readonly gradients: readonly unknown[]
  readonly total_norm: number
  readonly clipped: readonly unknown[]
}
testCases(
  test,
  read<ClippingCase>('clipping').map(
    ({ max_norm, gradients, total_norm, clipped }): Case<[Way]> => ({
      name: `optim/clipping/${max_norm}`,
      run: way => {
        const given = gradients.map(listed)
        const rule = { optimizer: optimizerOf(optimizers.sgd()), weightDecay: 0, clip: max_norm }
        const zeros = given.map(gradient => gradient.map(() => 0))
        const stepper = stepperOf(way, rule, zeros)
        // A step of rate 1 from 0 ends at the gradient, turned round.
        const { norm } = stepper.step({ batches: [batchOf(given)], rate: 1, step: 0 })
        const found = weightsOf(stepper).map(weight => weight.map(each => -each))
        stepper.close()
        return [
          { what: 'norm', found: norm, expected: total_norm, within: 1e-5 },
          { what: 'clipped', found, expected: clipped, within: 1e-5 },
        ]
      },
    }),
  ),
)

interface ScheduleCase {
  readonly scheduler: string
  readonly learning_rate: number
  readonly warmup_steps: number
  readonly total_steps: number
  readonly special: Params
  readonly learning_rate_used_at_each_step: readonly number[]
}
testOnce(
  test,
  read<ScheduleCase>('schedulers').map(
    ({ scheduler, learning_rate, warmup_steps, total_steps, special, learning_rate_used_at_each_step }): Case<[]> => ({
      name: `optim/schedulers/${scheduler}, ${warmup_steps} of ${total_steps} steps of warm-up`,
      run: () => {
        const schedule = scheduleOf(scheduler, special ?? {}, learning_rate)
        // A constant rate without warm-up in its name has none.
        const warmup = scheduler === 'constant' ? 0 : warmup_steps
        const length = { learningRate: learning_rate, warmup, total: total_steps }
        return learning_rate_used_at_each_step.map((expected, step) => ({
          what: `step ${step}, as a share of the rate`,
          found: rateFactor(schedule, step, length),
          expected: expected / learning_rate,
          within: 1e-7,
        }))
      },
    }),
  ),
)
test.run()
