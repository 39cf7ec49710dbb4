import type { TrainSettings } from '@siamese/core'
import { type Batch, dispose } from '../compute/batch.js'
import type { Sizes } from '../graph/size.js'
import { batchSizes } from '../graph/texts.js'
import { batchesAcross } from './batchesAcross.js'
import { partsOf } from './miniBatches.js'
import type { Source } from './source.js'

/** The first batches of a run, in its own order, as tensors, of one task alone where it is named; whoever asks disposes of them. */
export async function* firstBatches(
  { accumulate }: Pick<TrainSettings, 'accumulate'>,
  source: Source,
  most: number,
  task?: string,
): AsyncGenerator<Batch, void, void> {
  let left = source.total * accumulate
  let found = 0
  for (let epoch = 0; left > 0; epoch++) {
    for (const turn of source.batches(epoch).slice(0, left)) {
      left--
      if (task !== undefined && source.setOf(turn).collation.loss.task !== task) continue
      yield source.collate(turn, await source.read(turn))
      if (++found === most) return
    }
  }
}

/** The first batch of each data set. */
export async function* firstOfEach(source: Source): AsyncGenerator<Batch, void, void> {
  const turns = source.batches(0)
  for (const set of source.sets.keys()) {
    const turn = turns.find(each => each.set === set)
    if (turn !== undefined) yield source.collate(turn, await source.read(turn))
  }
}

/** What a batch, or a part of one that is embedded at a time, is in numbers. */
export interface BatchSizes {
  readonly task?: string | undefined
  readonly sizes: Sizes
  /** Tokens and padding when the texts of each column are padded to its longest, as the reference does. */
  readonly padded: number
}

/** Of batches spread over a run: at most so many, and no more rows together than that, but four batches at least. */
export const sizesAcross = async (
  settings: TrainSettings,
  source: Source,
  most: { readonly batches: number; readonly rows: number },
): Promise<readonly BatchSizes[]> => {
  const found: BatchSizes[] = []
  const rows = Math.max(...source.sets.map(set => set.rows.count))
  const few = Math.max(4, Math.floor(most.rows / Math.min(settings.batchSize, rows)))
  for (const turn of batchesAcross(settings, source, Math.min(most.batches, few))) {
    const batch = source.collate(turn, await source.read(turn))
    for (const part of partsOf(batch))
      found.push({
        task: batch.task,
        sizes: batchSizes(part),
        padded: part.padded,
      })
    dispose([batch])
  }
  return found
}
