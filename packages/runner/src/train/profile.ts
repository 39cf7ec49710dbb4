import { performance } from 'node:perf_hooks'
import * as tf from '@tensorflow/tfjs-core'
import type { Batch } from '../compute/batch.js'
import type { CompiledModel } from '../compute/compiled.js'
import { cutName, cutsOf, fedName } from '../graph/entries/profile.js'
import { batchCost } from '../graph/summary.js'
import { batchSizes } from '../graph/texts.js'
import { mean } from '../mean.js'
import { compiledStepper, stepFeeds } from './compiledStepper.js'
import type { MoveRule } from './stepper.js'

/** Where the time of a step goes, in milliseconds: medians over rounds and batches. */
export interface Profile {
  readonly stages: readonly StageTime[]
  /** Norm, clipping and the optimizer. */
  readonly update: number
  /** Handing a batch to the engine, and a number back. */
  readonly feeding: number
  /** A whole step, and half of what its middle half differs by. */
  readonly step: number
  readonly spread: number
  /** What a step takes longer the first time that the engine meets a batch of its sizes; it compiles its products then. */
  readonly newSizes: number
  /** Reading rows, tokenizing and packing a batch. */
  readonly collating: number
  readonly batches: number
  readonly rounds: number
  /** Of a batch, on average. */
  readonly tokens: number
  readonly flops: number
  /** Batches that make a step in training; here one does. */
  readonly accumulate: number
  /** The data set whose batches these are, where there are several. */
  readonly task?: string
}
export interface StageTime {
  readonly stage: string
  readonly forward: number
  readonly backward: number
}

/**
 * Cuts a step behind each stage, forward and backward, and takes the differences. A cut computes everything before it, so a
 * time is measured as often as there are batches and rounds, all cuts in turn, and the first run of each batch is left out.
 * The parameters are not moved: the rate is 0.
 */
export const profileSteps = (
  model: CompiledModel,
  profiled: string,
  rule: MoveRule & { readonly accumulate: number },
  batches: readonly { readonly batch: Batch; readonly collating: number }[],
  rounds: number,
): Profile => {
  const main = model.compiled.entries.find(({ entry }) => entry === profiled)!
  const cuts = cutsOf(main)
  const task = batches[0]?.batch.task
  const stepper = compiledStepper(rule, model, rule.accumulate > 1)
  const step = (batch: Batch) => timed(() => void stepper.step({ batches: [batch], rate: 0, step: 0 }))
  const fetches = [fedName, ...cuts.map((_, cut) => cutName(cut))]
  const fetch = (batch: Batch, name: string): number =>
    tf.tidy(() => {
      const feeds = stepFeeds(main.entry, batch, 0, 0)
      return timed(() => model.runStep(main.entry, feeds, [name])[0]!.dataSync()) // fed as the step is
    })
  const measured = batches.map(({ batch }) => {
    const first = step(batch)
    for (const name of fetches) fetch(batch, name)
    return {
      first,
      rounds: Array.from({ length: rounds }, () => ({
        cuts: fetches.map(name => fetch(batch, name)),
        step: step(batch),
      })),
    }
  })
  const all = measured.flatMap(({ rounds }) => rounds)
  const steps = all.map(round => round.step)
  const between = cuts.map((_, cut) => median(all.map(round => round.cuts[cut + 1]! - round.cuts[cut]!)))
  const costs = batches.map(({ batch }) => batchCost(main, batchSizes(batch)))
  return {
    stages: cuts.flatMap(({ stage, part }, cut) =>
      part === 'forward' ? [{ stage, forward: between[cut]!, backward: between[cuts.length - 1 - cut]! }] : [],
    ),
    update: median(all.map(round => round.step - round.cuts.at(-1)!)),
    feeding: median(all.map(round => round.cuts[0]!)),
    step: median(steps),
    spread: (quantile(steps, 0.75) - quantile(steps, 0.25)) / 2,
    newSizes: median(measured.slice(1).map(({ first, rounds }) => first - median(rounds.map(round => round.step)))),
    collating: median(batches.map(({ collating }) => collating)),
    batches: batches.length,
    rounds,
    tokens: mean(costs.map(({ sizes }) => sizes.tokens!)),
    flops: mean(costs.map(({ flops }) => flops)),
    accumulate: rule.accumulate,
    ...(task === undefined ? {} : { task }),
  }
}

const timed = (work: () => unknown): number => {
  const started = performance.now()
  work()
  return performance.now() - started
}

/** The number below which a share of them lie; between two, in proportion. */
const quantile = (numbers: readonly number[], share: number): number => {
  const sorted = numbers.toSorted((a, b) => a - b)
  const place = share * (sorted.length - 1)
  const [below, above] = [sorted[Math.floor(place)] ?? 0, sorted[Math.ceil(place)] ?? 0]
  return below + (above - below) * (place - Math.floor(place))
}
const median = (numbers: readonly number[]): number => quantile(numbers, 0.5)
