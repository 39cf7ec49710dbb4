import * as tf from '@tensorflow/tfjs-core'
import { isLeft } from 'fp-ts/lib/Either.js'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import { openEngine } from '../../src/engine/engine.js'
import { adamW } from '../../src/train/adamW.js'
import { clipScale, globalNorm } from '../../src/train/clipping.js'
import { rateFactor, type Schedule } from '../../src/train/schedule.js'
import { golden, hasGolden } from './golden.js'

const near = (found: tf.Tensor, expected: unknown, what: string) => {
  const wanted = (expected as number[]).flat(3)
  const values = found.dataSync()
  wanted.forEach((value, i) => {
    assert.ok(
      Math.abs(values[i]! - value) <= 1e-6 * Math.max(1, Math.abs(value)),
      `${what}: ${values[i]}, not ${value}`,
    )
  })
}

if (hasGolden('optimizers, schedules and clipping')) {
  test.before(async () => {
    const engine = await openEngine()()
    if (isLeft(engine)) throw new Error(engine.left[0]!.sentence)
  })

  const left = new Set<string>()
  for (const [i, { optimizer, params, start, gradients, after_each_step }] of golden(
    'optim/optimizers.json',
  ).cases.entries()) {
    if (optimizer !== 'AdamW') {
      left.add(optimizer)
      continue
    }
    test(`AdamW, case ${i}`, () =>
      tf.tidy(() => {
        const [beta1, beta2] = params.betas
        const rule = { weightDecay: params.weight_decay, beta1, beta2, epsilon: params.eps }
        const weight: tf.Tensor = tf.tensor(start)
        let now = { weight, first: tf.zerosLike(weight), second: tf.zerosLike(weight) }
        for (const [t, gradient] of gradients.entries()) {
          now = adamW(now, tf.tensor(gradient), rule, rule.weightDecay, params.lr, t + 1)
          near(now.weight, after_each_step[t], `step ${t + 1}`)
        }
      }))
  }

  const schedules: Readonly<Record<string, Schedule>> = {
    linear: 'linear',
    cosine: 'cosine',
    constant: 'constant',
    constant_with_warmup: 'constant',
  }
  for (const { scheduler, learning_rate, warmup_steps, total_steps, learning_rate_used_at_each_step } of golden(
    'optim/schedulers.json',
  ).cases) {
    const schedule = schedules[scheduler]
    if (schedule === undefined) {
      left.add(scheduler)
      continue
    }
    test(`${scheduler}, ${warmup_steps} of ${total_steps} steps of warm-up`, () => {
      // Without warm-up in its name, a constant rate has none.
      const warmup = scheduler === 'constant' ? 0 : warmup_steps
      learning_rate_used_at_each_step.forEach((expected: number, step: number) => {
        const rate = learning_rate * rateFactor(schedule, step, warmup, total_steps)
        assert.ok(Math.abs(rate - expected) <= 1e-11, `step ${step}: ${rate}, not ${expected}`)
      })
    })
  }

  for (const { max_norm, gradients, total_norm, clipped } of golden('optim/clipping.json').cases)
    test(`clipping at ${max_norm}`, () =>
      tf.tidy(() => {
        const tensors: tf.Tensor[] = gradients.map((gradient: number[]) => tf.tensor(gradient))
        const norm = globalNorm(tensors)
        near(norm, [total_norm], 'norm')
        const scale = clipScale(norm, max_norm)
        tensors.forEach((tensor, i) => near(tf.mul(tensor, scale), clipped[i], `gradient ${i}`))
      }))

  if (left.size > 0)
    console.log(`skipped: ${left.size} of ../shared/golden/optim (not part of the language: ${[...left].join(', ')})`)
}

test.run()
