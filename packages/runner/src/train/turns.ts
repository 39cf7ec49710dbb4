import { permutation, type Sampling } from '@siamese/core'
import type { Sampler } from './sampler.js'
import { drawsOf } from './samplers/draws.js'

/** A batch of an epoch: the data set whose turn it is, by its place, and rows of it. */
export interface Turn {
  readonly set: number
  readonly rows: readonly number[]
}

/**
 * The batches of epoch e (from 0) of several data sets. One generator, seeded seed + e, draws whose turn it is and then, when a
 * data set has its first turn, the order of its rows. Source: ProportionalBatchSampler and RoundRobinBatchSampler.
 */
export const turnsOf = (
  samplers: readonly Pick<Sampler, 'drawn' | 'count'>[],
  { sampling, seed }: { readonly sampling: Sampling; readonly seed: number },
  epoch: number,
): readonly Turn[] => {
  const draws = drawsOf(seed + epoch)
  const sets = samplers.map(({ drawn }) => drawn(epoch, draws))
  const counts = samplers.map(({ count }) => count(epoch))
  return inTurn[sampling](counts, draws.next).map(set => ({ set, rows: sets[set]!.next().value! }))
}

/** How many batches all of them together have in an epoch. */
export const turnsIn = (samplers: readonly Pick<Sampler, 'count'>[], sampling: Sampling, epoch: number): number =>
  lengths[sampling](samplers.map(({ count }) => count(epoch)))

const lengths: Readonly<Record<Sampling, (batches: readonly number[]) => number>> = {
  proportional: batches => batches.reduce((sum, each) => sum + each, 0),
  'round-robin': batches => Math.min(...batches) * batches.length,
}

const inTurn: Readonly<Record<Sampling, (batches: readonly number[], draw: () => number) => readonly number[]>> = {
  proportional: (batches, draw) => {
    const all = batches.flatMap((count, set) => Array.from({ length: count }, () => set))
    return Array.from(permutation(all.length, draw), place => all[place]!)
  },
  'round-robin': batches => Array.from({ length: lengths['round-robin'](batches) }, (_, turn) => turn % batches.length),
}
