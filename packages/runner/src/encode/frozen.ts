import type { Model, Problems } from '@siamese/core'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import { type ComputeOptions, type OpenForward, openForward } from '../compute/openForward.js'
import type { ModelContext } from '../model/openModel.js'
import { tokenizeModel } from '../tokenize/tokenizeModel.js'
import { type EncodingOptions, encodeTexts } from './encodeTexts.js'
import { type EncoderOptions, type OpenedEncoder, openEncoder } from './openEncoder.js'
import { promptText } from './promptText.js'

/** A frozen model that a loss is given, open: what it says of texts never changes. */
export interface Frozen extends Pick<OpenedEncoder, 'model' | 'sentenceEncoder'> {
  readonly named: Model
  /** Its vectors of texts, row-major: those that it learned once, and the others computed now, all of these together. */
  readonly vectors: (texts: readonly string[]) => Promise<Float32Array>
  /** Computes the vectors of texts once; they are kept from then on. */
  readonly learn: (texts: Iterable<string>, options?: EncodingOptions) => Promise<void>
  readonly close: () => void
}

/** Opens each as its own files declare it, or says all that is wrong. */
export const openFrozen = async (
  models: readonly Model[],
  context: ModelContext,
  { eager = false, stages = [] }: Pick<ComputeOptions, 'eager'> & Pick<EncoderOptions, 'stages'>,
): Promise<Either<Problems, readonly Frozen[]>> => {
  const opened: Frozen[] = []
  const wrong: Problems[] = []
  for (const model of models) {
    const each = await openEncoder(model, context, { stages })()
    if (isLeft(each)) {
      wrong.push(each.left)
      continue
    }
    const { sentenceEncoder, weights } = each.right
    const computing = openForward(
      sentenceEncoder,
      [],
      { weights: weights(), head: {} },
      { precision: 'float32', eager },
    )
    if (isLeft(computing)) wrong.push([computing.left])
    else opened.push(frozen(model, each.right, computing.right))
  }
  if (wrong.length === 0) return right(opened)
  for (const { close } of opened) close()
  return left(wrong.flat())
}

const frozen = (named: Model, { sentenceEncoder, model }: OpenedEncoder, { forward, close }: OpenForward): Frozen => {
  const { width } = sentenceEncoder
  const tokenizing = tokenizeModel(model)
  const before = promptText(model, undefined)
  const compute = async (texts: readonly string[], options?: EncodingOptions): Promise<Float32Array> => {
    const encoder = { ...sentenceEncoder, ...forward, tokenizing }
    return (await encodeTexts(encoder, texts, { ...options, prompt: before })).embeddings
  }
  const places = new Map<string, number>()
  let learned = new Float32Array(0)
  return {
    named,
    model,
    sentenceEncoder,
    vectors: async texts => {
      if (!texts.every(text => places.has(text))) return compute(texts)
      const out = new Float32Array(texts.length * width)
      texts.forEach((text, i) => {
        const at = places.get(text)! * width
        out.set(learned.subarray(at, at + width), i * width)
      })
      return out
    },
    learn: async (texts, options) => {
      const more = [...new Set(texts)].filter(text => !places.has(text))
      const vectors = await compute(more, options)
      const all = new Float32Array(learned.length + vectors.length)
      all.set(learned)
      all.set(vectors, learned.length)
      for (const text of more) places.set(text, places.size)
      learned = all
    },
    close: () => {
      close()
      void tokenizing.close()
    },
  }
}
