import { communityDetection, type Gathering } from '@siamese/core'
import { refusal } from '../asPromise.js'
import type { LoadedEncoder } from '../encode/load.js'
import { notCounts } from '../notCounts.js'
import type { Corpus } from './documents.js'
import { amongTexts, type EncodingTexts } from './encodedTexts.js'

export interface CommunityOptions extends Gathering, EncodingTexts {}

/** Groups of texts that mean nearly the same, the largest first, by their places; the centre of each stands first. Source: community_detection. */
export const findCommunities = async (
  model: LoadedEncoder,
  texts: Corpus,
  { progress, compared, signal, ...gathering }: CommunityOptions = {},
): Promise<readonly (readonly number[])[]> => {
  const wrong = notCounts('findCommunities', gathering.minSize === undefined ? {} : { minSize: gathering.minSize })
  if (wrong.length > 0) throw refusal(wrong)
  return amongTexts(model, texts, 'cosine', scores => communityDetection(scores, gathering), {
    ...(progress === undefined ? {} : { progress }),
    ...(compared === undefined ? {} : { compared }),
    ...(signal === undefined ? {} : { signal }),
  })
}
