import { type BatchSizes, sizesAcross } from '../../train/sampleBatches.js'
import type { OpenPlan } from '../openPlan.js'
import { trainedOn } from '../trainedOn.js'

/** What batches of a run are like; none where nothing is trained. */
export const batchSizes = async (
  opened: OpenPlan,
  most: Parameters<typeof sizesAcross>[2],
): Promise<readonly BatchSizes[]> => {
  const trained = trainedOn(opened)
  return trained === undefined ? [] : sizesAcross(trained.settings, trained.source, most)
}
