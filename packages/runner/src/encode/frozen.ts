import type { Model, Problems } from '@siamese/core'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import { type ComputeOptions, type OpenForward, openForward } from '../compute/openForward.js'
import type { ModelContext, OpenModel } from '../model/openModel.js'
import { tokenizeModel } from '../tokenize/tokenizeModel.js'
import { type EncodingOptions, encodeTexts } from './encodeTexts.js'
import { type Reader, readsTokensOf, textsOfTokens } from './guideReading.js'
import { type EncoderOptions, type OpenedEncoder, openEncoder } from './openEncoder.js'
import { promptText } from './promptText.js'

/** How texts are read: as a guide's, behind the prompt of training, or as a teacher's, behind one; not written behind the teacher's own. */
export interface Reading {
  readonly as: 'guide' | 'teacher'
  readonly prompt: string
}

/** A frozen model that a loss or an evaluator is given, open: what it says of texts never changes. */
export interface Frozen extends Pick<OpenedEncoder, 'model' | 'sentenceEncoder'> {
  readonly named: Model
  /** Its vectors of texts, row-major: those that it learned once, and the others computed now, all of these together. */
  readonly vectors: (texts: readonly string[], reading?: Reading) => Promise<Float32Array>
  /** Computes the vectors of texts once; they are kept from then on. */
  readonly learn: (texts: Iterable<string>, reading?: Reading, options?: EncodingOptions) => Promise<void>
  readonly close: () => void
}

interface Opening extends Pick<ComputeOptions, 'eager'>, Pick<EncoderOptions, 'stages'> {
  /** The encoder whose tokens guides read; they need none where it could not be opened. */
  readonly reader: (Pick<Reader, 'maxLength'> & { readonly model: OpenModel }) | undefined
}

/** Opens each as its own files declare it, or says all that is wrong. */
export const openFrozen = async (
  models: readonly Model[],
  context: ModelContext,
  { eager = false, stages = [], reader }: Opening,
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
    else opened.push(frozen(model, each.right, computing.right, reader))
  }
  if (wrong.length === 0) return right(opened)
  for (const { close } of opened) close()
  return left(wrong.flat())
}

const frozen = (
  named: Model,
  { sentenceEncoder, model }: OpenedEncoder,
  { forward, close }: OpenForward,
  student: Opening['reader'],
): Frozen => {
  const { width } = sentenceEncoder
  const tokenizing = tokenizeModel(model)
  const before = promptText(model, undefined)
  const own = { ...sentenceEncoder, ...forward, tokenizing }
  const reader: Reader | undefined = student && {
    ...student.model,
    tokenizing: tokenizeModel(student.model),
    maxLength: student.maxLength,
  }
  const sharesTokens = reader !== undefined && readsTokensOf(reader, { ...model, maxLength: sentenceEncoder.maxLength })
  const compute = async (
    texts: readonly string[],
    { as, prompt }: Reading = { as: 'teacher', prompt: before },
    options?: EncodingOptions,
  ): Promise<Float32Array> => {
    if (as === 'teacher' || reader === undefined)
      return (await encodeTexts(own, texts, { ...options, prompt })).embeddings
    if (sharesTokens) {
      const { tokenizer, maxLength } = reader
      const encoder = { ...own, tokenizer, tokenizing: reader.tokenizing, maxLength }
      return (await encodeTexts(encoder, texts, { ...options, prompt })).embeddings
    }
    const told = await textsOfTokens(
      reader,
      texts.map(text => prompt + text),
    )
    return (await encodeTexts(own, told, options)).embeddings
  }
  const kept = new Map<string, { places: Map<string, number>; vectors: Float32Array }>()
  const under = (reading: Reading | undefined) => (reading === undefined ? '' : `${reading.as} ${reading.prompt}`)
  return {
    named,
    model,
    sentenceEncoder,
    vectors: async (texts, reading) => {
      const learned = kept.get(under(reading))
      if (learned === undefined || !texts.every(text => learned.places.has(text))) return compute(texts, reading)
      const out = new Float32Array(texts.length * width)
      texts.forEach((text, i) => {
        const at = learned.places.get(text)! * width
        out.set(learned.vectors.subarray(at, at + width), i * width)
      })
      return out
    },
    learn: async (texts, reading, options) => {
      const { places, vectors } = kept.get(under(reading)) ?? {
        places: new Map<string, number>(),
        vectors: new Float32Array(0),
      }
      const more = [...new Set(texts)].filter(text => !places.has(text))
      if (more.length === 0) return
      const found = await compute(more, reading, options)
      const all = new Float32Array(vectors.length + found.length)
      all.set(vectors)
      all.set(found, vectors.length)
      for (const text of more) places.set(text, places.size)
      kept.set(under(reading), { places, vectors: all })
    },
    close: () => {
      close()
      void tokenizing.close()
      void reader?.tokenizing.close()
    },
  }
}
