import type { Route } from '@siamese/core'
import * as tf from '@tensorflow/tfjs-core'
import { refusal } from '../asPromise.js'
import type { Forward } from '../compute/forward.js'
import { memoryProblem } from '../engine/outOfMemory.js'
import { notCounts } from '../notCounts.js'
import { ahead } from '../tokenize/ahead.js'
import { lengthBatches } from '../tokenize/lengthBatches.js'
import { idsOfEach } from '../tokenize/tokenizeTexts.js'
import type { Tokenizing } from '../tokenize/tokenizing.js'
import { distinct } from './distinct.js'
import { pack } from './pack.js'
import { promptTokens } from './promptTokens.js'
import { encoderBy, type SentenceEncoder } from './sentenceEncoder.js'

export interface EncodedTexts {
  /** Row-major `[texts, width]`. */
  readonly embeddings: Float32Array
  readonly truncated: number
}
export interface EncodingOptions {
  /** Texts of one batch, two of which are computed at a time; as many as fill 1,024 tokens when not written. */
  readonly batchSize?: number
  /** What the texts are, where those that ask and those that answer are encoded apart. */
  readonly route?: Route | undefined
  /** Text in front of every text; a pooling may leave it out. */
  readonly prompt?: string
  /** Called after each batch with the number of texts done. */
  readonly progress?: (done: number) => void
  readonly signal?: AbortSignal
}

/** What encodes texts: what makes token ids of them, and what computes. */
export interface TextEncoder
  extends Pick<Forward, 'embed'>,
    Pick<SentenceEncoder, 'maxLength' | 'width' | 'tokenizer' | 'encoders'> {
  readonly tokenizing: Tokenizing
}

/**
 * Texts of which the next are tokenized while the graph runs. Within them, each that is another is computed once, and those of similar
 * length share a batch.
 */
const window = 8192

/** Texts to embeddings, in the order given; the event loop turns between batches. */
export const encodeTexts = async (
  encoder: TextEncoder,
  texts: readonly string[],
  { batchSize, route, prompt = '', progress, signal }: EncodingOptions = {},
): Promise<EncodedTexts> => {
  const { tokenizing, embed, width } = encoder
  const { tokenizer, maxLength } = encoderBy<Pick<TextEncoder, 'tokenizer' | 'maxLength'>>(encoder, route)
  const wrong = notCounts('encode', batchSize === undefined ? {} : { batchSize })
  if (wrong.length > 0) throw refusal(wrong)
  const embeddings = new Float32Array(texts.length * width)
  const starts = Array.from({ length: Math.ceil(texts.length / window) }, (_, i) => i * window)
  const before = promptTokens(tokenizer, prompt, maxLength)
  let done = 0
  let truncated = 0
  const tokenized = (from: number) => {
    const some = texts.slice(from, from + window)
    return tokenizing.tokenize(prompt === '' ? some : some.map(text => prompt + text), maxLength, route)
  }
  let from = 0
  for await (const some of ahead(starts, tokenized)) {
    truncated += some.truncated
    const ids = idsOfEach(some)
    const rowsOf = distinct(texts.slice(from, from + window))
    const lengths = rowsOf.map(([first]) => ids[first!]!.length)
    const packed = (places: readonly number[]) => {
      const some = places.map(place => ids[rowsOf[place]![0]!]!)
      return pack(
        some,
        tokenizer.pad,
        1,
        some.map(() => before),
      )
    }
    const batches = lengthBatches(lengths, batchSize === undefined ? { tokensPerBatch } : { batchSize })
    for (const together of inTwos(batches)) {
      signal?.throwIfAborted()
      const embedded = () => {
        const [one, other] = together.map(packed)
        return embed(one!, other, route)
      }
      const outs = orMemory(() => tf.tidy(embedded), 'encode')
      const values = await Promise.all(outs.map(out => out.data<'float32'>()))
      tf.dispose(outs)
      for (const [at, places] of together.entries()) {
        for (const [i, place] of places.entries()) {
          const embedding = values[at]!.subarray(i * width, (i + 1) * width)
          for (const row of rowsOf[place]!) embeddings.set(embedding, (from + row) * width)
          done += rowsOf[place]!.length
        }
        progress?.(done)
      }
    }
    from += window
  }
  return { embeddings, truncated }
}

const inTwos = <A>(all: readonly A[]): readonly (readonly A[])[] =>
  all.flatMap((_, i) => (i % 2 === 1 ? [] : [all.slice(i, i + 2)]))

/** What an engine has no memory for is the user's to make smaller. */
export const orMemory = <A>(work: () => A, stage: string): A => {
  try {
    return work()
  } catch (error) {
    const problem = memoryProblem(error, stage, 'lower maxLength or batchSize')
    throw problem === undefined ? error : refusal([problem])
  }
}

/** Larger batches are no faster, and smaller ones are slower. */
const tokensPerBatch = 1024
