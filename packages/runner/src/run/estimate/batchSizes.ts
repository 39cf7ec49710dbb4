import { type BatchSizes, sizesAcross } from '../../train/sampleBatches.js'
import type { OpenPlan } from '../openPlan.js'

/** What batches of a run are like; none where nothing is trained. */
export const batchSizes = async (
  { plan: { train, loss, maxLength }, model: { tokenizer }, rows, sampler }: OpenPlan,
  most: Parameters<typeof sizesAcross>[4],
): Promise<readonly BatchSizes[]> =>
  train === undefined || loss === undefined || sampler === undefined
    ? []
    : sizesAcross(
        train,
        rows.get(train.on)!,
        sampler,
        { loss, tokenizer, maxLength, prompts: train.prompts ?? {} },
        most,
      )
