import {
  type EmbeddingPrecision,
  type Model,
  type Problems,
  type Route,
  type SimilarityName,
  similarities,
  type VectorWidth,
  type Weights,
  withEach,
} from '@siamese/core'
import * as tf from '@tensorflow/tfjs-core'
import { isLeft, left, right } from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import { asPromise } from '../asPromise.js'
import { type OpenForward, openForward, type Way } from '../compute/openForward.js'
import { type EngineOptions, openEngine } from '../engine/engine.js'
import type { Precision } from '../graph/passes/index.js'
import { cacheRoot } from '../sources/cache.js'
import type { Fetching } from '../sources/fetching.js'
import { tokenizeModel } from '../tokenize/tokenizeModel.js'
import { compared, comparedInPairs } from './compared.js'
import { encodeTexts } from './encodeTexts.js'
import { type Finish, finish, type Vector } from './finish.js'
import { type EncoderOptions, type OpenedEncoder, openEncoder } from './openEncoder.js'
import { plainStages } from './plainStage.js'
import { promptNameOf, promptText } from './promptText.js'
import { textsOf } from './textsOf.js'
import { type TokenVectorsOf, tokenVectors } from './tokenVectors.js'

export interface LoadOptions extends EngineOptions, EncoderOptions {
  /** Where relative sources start; the current folder when not written. */
  readonly base?: string
  /** Told how much of a model has come that has to be fetched. */
  readonly fetching?: Fetching
  /** What large products are computed in; float32 when not written. */
  readonly precision?: Precision
  /** Operation by operation, also where the engine could run a graph: worth it for a few texts. */
  readonly eager?: boolean
}
export interface EncodeOptions<P extends EmbeddingPrecision = EmbeddingPrecision> extends Finish<P> {
  readonly batchSize?: number
  /** What the texts are, where a model encodes queries and documents apart: `encodeQuery` and `encodeDocument` say it by themselves. */
  readonly task?: Route
  /** Text put in front of every text. */
  readonly prompt?: string
  /** The name of one of the model's own prompts. */
  readonly promptName?: string
  readonly progress?: (done: number) => void
  /** Told how many texts were longer than the limit and were cut. */
  readonly cut?: (texts: number) => void
  readonly signal?: AbortSignal
}
/** Texts to one vector each, in order; of one text its vector. */
export interface Encode {
  <const P extends EmbeddingPrecision = 'float32'>(
    texts: readonly string[],
    options?: EncodeOptions<P>,
  ): Promise<readonly Vector<P>[]>
  <const P extends EmbeddingPrecision = 'float32'>(text: string, options?: EncodeOptions<P>): Promise<Vector<P>>
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
  /** How the model's embeddings are compared, as its own files say. */
  readonly similarityName: SimilarityName
  /** Each vector of the first list with each of the second, a row for each of the first. */
  readonly similarity: (one: readonly Float32Array[], other: readonly Float32Array[]) => readonly Float32Array[]
  /** The first vector of one list with the first of the other, the second with the second … */
  readonly similarityPairwise: (one: readonly Float32Array[], other: readonly Float32Array[]) => Float32Array
  /** With the model's default prompt, where it has one. */
  readonly encode: Encode
  /** With the model's prompt for questions, where it has one. */
  readonly encodeQuery: Encode
  /** With the model's prompt for what is searched, where it has one: `document`, `passage` or `corpus`. */
  readonly encodeDocument: Encode
  /** A vector for every token, before any pooling. */
  readonly tokens: (
    texts: readonly string[],
    options?: Pick<EncodeOptions, 'prompt' | 'promptName'>,
  ) => Promise<readonly TokenVectorsOf[]>
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
    const context = {
      base: options.base ?? process.cwd(),
      cacheRoot: options.cacheRoot ?? cacheRoot(),
      progress: options.fetching,
    }
    const opened = await openEncoder(model, context, options)()
    if (isLeft(opened)) return opened
    const { sentenceEncoder, weights } = opened.right
    const { precision = 'float32', eager = false } = options
    const computing = openForward(sentenceEncoder, [], { weights: weights(), head: {} }, { precision, eager })
    if (isLeft(computing)) return left([computing.left])
    return right(loaded(opened.right, computing.right, engine.right.name) as LoadedEncoder<never>)
  }

const loaded = (
  { sentenceEncoder, model, weights }: OpenedEncoder,
  { forward, computes, close }: OpenForward,
  engine: string,
): LoadedEncoder => {
  const { width, maxLength } = sentenceEncoder
  const tokenizing = tokenizeModel(model)
  const limit = Math.min(width, model.truncateDim ?? width)
  /** Weights for single operations: a graph keeps its own. */
  let apart: Weights | undefined
  let running = 0
  let disposed = false
  const free = () => {
    close()
    if (apart !== undefined) tf.dispose(Object.values(apart))
    void tokenizing.close()
  }
  const using = async <A>(work: () => Promise<A>): Promise<A> => {
    if (disposed) throw new Error('this encoder was disposed: load it again')
    running++
    try {
      return await work()
    } finally {
      running--
      if (disposed && running === 0) free()
    }
  }
  const encodeAs = (task?: Route): Encode => {
    const encodeAll = (given: readonly string[], options: EncodeOptions) => {
      const { prompt, promptName, cut, batchSize, progress, signal, task: asked = task, ...finishing } = options
      return using(async () => {
        const texts = textsOf('encode', given)
        const before = prompt ?? promptText(model, promptName ?? (task && promptNameOf(model, task)))
        const { embeddings, truncated } = await encodeTexts({ ...sentenceEncoder, ...forward, tokenizing }, texts, {
          prompt: before,
          route: asked,
          ...(batchSize === undefined ? {} : { batchSize }),
          ...(progress === undefined ? {} : { progress }),
          ...(signal === undefined ? {} : { signal }),
        })
        cut?.(truncated)
        return finish(embeddings, width, { width: limit, ...finishing })
      })
    }
    const encode = async (texts: string | readonly string[], options: EncodeOptions = {}) =>
      typeof texts === 'string' ? (await encodeAll([texts], options))[0]! : encodeAll(texts, options)
    return encode as Encode // what is given for what is asked, which its overloads say
  }
  return {
    width: limit,
    maxLength,
    engine,
    computes,
    stages: plainStages(sentenceEncoder).map(({ stage }) => stage),
    similarityName: model.similarity,
    similarity: (one, other) => {
      const vectors = compared(one, other)
      const scoresOf = withEach(model.similarity, vectors.one, vectors.other, vectors.width)
      return one.map((_, row) => scoresOf(row))
    },
    similarityPairwise: (one, other) => {
      const vectors = comparedInPairs(one, other)
      return similarities[model.similarity](vectors.one, vectors.other, vectors.width)
    },
    encode: encodeAs(),
    encodeQuery: encodeAs('query'),
    encodeDocument: encodeAs('document'),
    tokens: (texts, { prompt, promptName } = {}) =>
      using(() => {
        const before = prompt ?? promptText(model, promptName)
        apart ??= weights()
        return tokenVectors(
          sentenceEncoder,
          apart,
          textsOf('tokens', texts).map(text => before + text),
        )
      }),
    dispose: () => {
      if (disposed) return
      disposed = true
      if (running === 0) free()
    },
  }
}
