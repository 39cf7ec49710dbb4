import type { Data } from '@siamese/core'
import { asPromise, cacheRoot, openSplit } from '@siamese/runner'

/** sentence1, sentence2, row after row in the order of the file. */
export const sentencesOf = async (data: Data, base: string): Promise<readonly string[]> => {
  const rows = await asPromise(openSplit(data, 'train', { base, cacheRoot: cacheRoot() }))
  const sentences: string[] = []
  for await (const { sentence1, sentence2 } of rows.all()) sentences.push(String(sentence1), String(sentence2))
  await rows.close()
  return sentences
}
