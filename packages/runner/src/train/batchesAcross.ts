import type { TrainSettings } from '@siamese/core'
import type { Rows } from '../sources/rows.js'
import { epochBatches, lengthOf, rowOrder } from './batches.js'

/** At most so many batches of a run, as row numbers, evenly spread over it, the first among them. */
export const batchesAcross = (
  settings: TrainSettings,
  { count }: Pick<Rows, 'count'>,
  most: number,
): readonly (readonly number[])[] => {
  const { batchSize, accumulate, order, seed } = settings
  const ofEpoch = Math.ceil(count / batchSize)
  const { stepsPerEpoch, total } = lengthOf(count, settings)
  const [epochs, steps] = [Math.floor(total / stepsPerEpoch), total % stepsPerEpoch]
  const all = epochs * ofEpoch + Math.min(steps * accumulate, ofEpoch)
  const found: (readonly number[])[] = []
  let batches: readonly (readonly number[])[] = []
  let opened = -1
  for (const place of spread(all, most)) {
    const epoch = Math.floor(place / ofEpoch)
    if (epoch !== opened) batches = epochBatches(count, batchSize, rowOrder(order, count, seed, epoch))
    opened = epoch
    found.push(batches[place % ofEpoch]!)
  }
  return found
}

/**
 * At most so many places of `count`, rising: one in each of equal stretches, at golden-ratio steps within them, so that rows
 * that take turns are all met.
 */
export const spread = (count: number, most: number): readonly number[] => {
  const places = Math.min(count, Math.max(1, most))
  const stretch = count / places
  return Array.from({ length: places }, (_, i) => Math.floor((i + ((i * 0.618034) % 1)) * stretch))
}
