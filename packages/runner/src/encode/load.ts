import type { Model, Problems, VectorWidth } from '@siamese/core'
import { isLeft, left, right } from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import { asPromise } from '../asPromise.js'
import { type OpenForward, openForward, type Way } from '../compute/openForward.js'
import { type EngineOptions, openEngine } from '../engine/engine.js'
import type { Precision } from '../graph/passes/index.js'
import type { OpenModel } from '../model/openModel.js'
import { cacheRoot } from '../sources/cache.js'
import { tokenizeModel } from '../tokenize/tokenizeModel.js'
import { encodeTexts } from './encodeTexts.js'
import { type EncoderOptions, openEncoder } from './openEncoder.js'
import { promptText } from './promptText.js'
import type { SentenceEncoder } from './sentenceEncoder.js'

export interface LoadOptions extends EngineOptions, EncoderOptions {
  /** Where relative sources start; the current folder when not written. */
  readonly base?: string
  /** What large products are computed in; float32 when not written. */
  readonly precision?: Precision
  /** Operation by operation, also where the engine could run a graph: worth it for a few texts. */
  readonly eager?: boolean
}
export interface EncodeOptions {
  readonly batchSize?: number
  /** Text put in front of every text. */
  readonly prompt?: string
  /** The name of one of the model's own prompts. */
  readonly promptName?: string
  /** Vectors of unit length. */
  readonly normalize?: boolean
  readonly progress?: (done: number) => void
  /** Told how many texts were longer than the limit and were cut. */
  readonly cut?: (texts: number) => void
  readonly signal?: AbortSignal
}

/** A model ready to encode. It may be asked several things at once; `dispose` frees its weights. */
export interface LoadedEncoder<Width extends number = number> {
  readonly width: Width
  readonly maxLength: number
  readonly engine: string
  /** As one graph, or operation by operation. */
  readonly computes: Way['computes']
  /** The stages after the encoder, as the model declares them. */
  readonly stages: readonly string[]
  /** One vector a text, in order. */
  readonly encode: (texts: readonly string[], options?: EncodeOptions) => Promise<readonly Float32Array[]>
  readonly dispose: () => void
}

/** A model folder, `hub:…`, `pip:…`, or a model of `siamese.lock.ts`, whose width its type knows: `const { encode } = await load(minilm)`. */
export const load = <const M extends string | Model>(
  model: M,
  options: LoadOptions = {},
): Promise<LoadedEncoder<VectorWidth<M>>> => asPromise(loadTask(model, options))

export const loadTask =
  <const M extends string | Model>(
    model: M,
    options: LoadOptions = {},
  ): TaskEither<Problems, LoadedEncoder<VectorWidth<M>>> =>
  async () => {
    const engine = await openEngine(options)()
    if (isLeft(engine)) return engine
    const context = { base: options.base ?? process.cwd(), cacheRoot: options.cacheRoot ?? cacheRoot() }
    const opened = await openEncoder(model, context, options)()
    if (isLeft(opened)) return opened
    const { sentenceEncoder, model: read, weights } = opened.right
    const { precision = 'float32', eager = false } = options
    const computing = openForward(sentenceEncoder, [], { weights: weights(), head: {} }, { precision, eager })
    if (isLeft(computing)) return left([computing.left])
    return right(loaded(sentenceEncoder, read, computing.right, engine.right.name) as LoadedEncoder<never>)
  }

const loaded = (
  sentenceEncoder: SentenceEncoder,
  model: OpenModel,
  { forward, computes, close }: OpenForward,
  engine: string,
): LoadedEncoder => {
  const { width, maxLength, pooling, modules } = sentenceEncoder
  const tokenizing = tokenizeModel(model)
  let running = 0
  let disposed = false
  const free = () => {
    close()
    void tokenizing.close()
  }
  return {
    width,
    maxLength,
    engine,
    computes,
    stages: [pooling, ...modules].map(({ stage }) => stage),
    encode: async (texts, { prompt, promptName, normalize = false, cut, ...options } = {}) => {
      if (disposed) throw new Error('this encoder was disposed: load it again')
      const before = prompt ?? promptText(model, promptName)
      running++
      try {
        const { embeddings, truncated } = await encodeTexts({ ...sentenceEncoder, ...forward, tokenizing }, texts, {
          ...options,
          prompt: before,
        })
        cut?.(truncated)
        const vectors = texts.map((_, i) => embeddings.slice(i * width, (i + 1) * width))
        return normalize ? vectors.map(unitLength) : vectors
      } finally {
        running--
        if (disposed && running === 0) free()
      }
    },
    dispose: () => {
      if (disposed) return
      disposed = true
      if (running === 0) free()
    },
  }
}

const unitLength = (vector: Float32Array): Float32Array => {
  const length = Math.max(Math.sqrt(vector.reduce((sum, x) => sum + x * x, 0)), 1e-12)
  return vector.map(x => x / length)
}
