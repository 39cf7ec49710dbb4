import { problem } from '@siamese/core'
import * as tf from '@tensorflow/tfjs-core'
import { refusal } from '../asPromise.js'
import type { Forward } from '../compute/forward.js'
import { pack } from './pack.js'
import type { SentenceEncoder } from './sentenceEncoder.js'
import { tokenizeTexts } from './tokenizeTexts.js'

export interface EncodedTexts {
  /** Row-major `[texts, width]`. */
  readonly embeddings: Float32Array
  readonly truncated: number
}
export interface EncodingOptions {
  readonly batchSize?: number
  /** Called after each batch with the number of texts done. */
  readonly progress?: (done: number) => void
  readonly signal?: AbortSignal
}

/** Texts to embeddings, in the order given. Texts of similar length share a batch; the event loop turns between batches. */
export const encodeTexts = async (
  { tokenizer, maxLength, width }: Pick<SentenceEncoder, 'tokenizer' | 'maxLength' | 'width'>,
  { embed }: Pick<Forward, 'embed'>,
  texts: readonly string[],
  { batchSize = 32, progress, signal }: EncodingOptions = {},
): Promise<EncodedTexts> => {
  if (!Number.isInteger(batchSize) || batchSize < 1)
    throw refusal([problem(`encode: batchSize is ${batchSize}: choose a whole number, 1 or more`)])
  const { ids, truncated } = tokenizeTexts(tokenizer, texts, maxLength)
  const longestFirst = ids.map((_, i) => i).sort((a, b) => ids[b]!.length - ids[a]!.length || a - b)
  const embeddings = new Float32Array(texts.length * width)
  for (let from = 0; from < longestFirst.length; from += batchSize) {
    signal?.throwIfAborted()
    const rows = longestFirst.slice(from, from + batchSize)
    const out = tf.tidy(() => {
      const input = pack(
        rows.map(row => ids[row]!),
        tokenizer.pad,
        1,
      )
      return embed(input)
    })
    const values = await out.data<'float32'>()
    out.dispose()
    for (const [i, row] of rows.entries()) embeddings.set(values.subarray(i * width, (i + 1) * width), row * width)
    progress?.(from + rows.length)
  }
  return { embeddings, truncated }
}
