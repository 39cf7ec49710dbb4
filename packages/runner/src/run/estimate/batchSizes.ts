import { type BatchSizes, sizesAcross } from '../../train/sampleBatches.js'
import type { OpenPlan } from '../openPlan.js'

/** What batches of a run are like; none where nothing is trained. */
export const batchSizes = async (
  { plan: { train, loss, data, maxLength }, model: { tokenizer }, rows }: OpenPlan,
  most: Parameters<typeof sizesAcross>[3],
): Promise<readonly BatchSizes[]> =>
  train === undefined || loss === undefined
    ? []
    : sizesAcross(train, rows.get(train.on)!, { data, loss, tokenizer, maxLength, prompts: train.prompts ?? {} }, most)
