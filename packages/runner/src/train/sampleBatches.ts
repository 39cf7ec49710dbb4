import type { TrainSettings } from '@siamese/core'
import { type Batch, dispose } from '../compute/batch.js'
import type { Sizes } from '../graph/size.js'
import { textSizes } from '../graph/texts.js'
import type { Rows } from '../sources/rows.js'
import { batchesAcross } from './batchesAcross.js'
import { type Collation, collate } from './collate.js'
import type { Sampler } from './sampler.js'

/** The first batches of a run, in its own order, as tensors; whoever asks disposes of them. */
export async function* firstBatches(
  { accumulate }: Pick<TrainSettings, 'accumulate'>,
  rows: Rows,
  sampler: Sampler,
  collation: Collation,
  most: number,
): AsyncGenerator<Batch, void, void> {
  let left = Math.min(most, sampler.total * accumulate)
  for (let epoch = 0; left > 0; epoch++) {
    for (const indices of sampler.batches(epoch).slice(0, left)) {
      left--
      yield collate(collation, await rows.read(indices))
    }
  }
}

/** What a batch is in numbers. */
export interface BatchSizes {
  readonly sizes: Sizes
  /** Tokens and padding when the texts of each column are padded to its longest, as the reference does. */
  readonly padded: number
}

/** Of batches spread over a run: at most so many, and no more rows together than that, but four batches at least. */
export const sizesAcross = async (
  settings: TrainSettings,
  rows: Rows,
  sampler: Sampler,
  collation: Collation,
  most: { readonly batches: number; readonly rows: number },
): Promise<readonly BatchSizes[]> => {
  const found: BatchSizes[] = []
  const few = Math.max(4, Math.floor(most.rows / Math.min(settings.batchSize, rows.count)))
  for (const indices of batchesAcross(settings, sampler, Math.min(most.batches, few))) {
    const batch = collate(collation, await rows.read(indices))
    found.push({ sizes: { rows: batch.rows, ...textSizes(batch.texts) }, padded: paddedByColumn(batch) })
    dispose([batch])
  }
  return found
}

const paddedByColumn = ({ rows, texts: { mask }, textColumns }: Batch): number => {
  const [, length] = mask.shape
  const present = mask.dataSync<'float32'>()
  const lengths = Array.from({ length: rows * textColumns.length }, (_, i) =>
    present.subarray(i * length, (i + 1) * length).reduce((sum, each) => sum + each, 0),
  )
  return textColumns.reduce((sum, _, i) => sum + rows * Math.max(...lengths.slice(i * rows, (i + 1) * rows)), 0)
}
