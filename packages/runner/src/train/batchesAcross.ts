import type { TrainSettings } from '@siamese/core'
import type { Source } from './source.js'
import type { Turn } from './turns.js'

/** At most so many batches of a run, evenly spread over it, the first among them. */
export const batchesAcross = (
  { accumulate }: Pick<TrainSettings, 'accumulate'>,
  { batches, count, total }: Pick<Source, 'batches' | 'count' | 'total'>,
  most: number,
): readonly Turn[] => {
  const counts: number[] = []
  for (let steps = 0; steps < total; ) {
    const all = count(counts.length)
    counts.push(Math.min(all, (total - steps) * accumulate))
    steps += Math.ceil(all / accumulate)
  }
  const places = spread(
    counts.reduce((sum, each) => sum + each, 0),
    most,
  )
  let before = 0
  return counts.flatMap((all, epoch) => {
    const here = places.filter(place => place >= before && place < before + all).map(place => place - before)
    before += all
    if (here.length === 0) return []
    const drawn = batches(epoch)
    return here.map(place => drawn[place]!)
  })
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
