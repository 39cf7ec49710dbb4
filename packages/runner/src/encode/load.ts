import { type Model, type Problems, problem } from '@siamese/core'
import { isLeft, left, right } from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import { asPromise, refusal } from '../asPromise.js'
import { type OpenForward, openForward, type Way } from '../compute/openForward.js'
import { type EngineOptions, openEngine } from '../engine/engine.js'
import type { Precision } from '../graph/passes/index.js'
import { freshModules, moduleProblems, startOfModules } from '../model/moduleWeights.js'
import { type OpenModel, openModel, openNamed } from '../model/openModel.js'
import { toWeights } from '../model/tensorsOf.js'
import { cacheRoot } from '../sources/cache.js'
import { tokenizeModel } from '../tokenize/tokenizeModel.js'
import { encodeTexts } from './encodeTexts.js'
import type { SentenceEncoder } from './sentenceEncoder.js'
import { type Defined, declaredStages } from './stages.js'

export interface LoadOptions extends EngineOptions {
  /** The longest text in tokens; the model's own limit when not written. */
  readonly maxLength?: number
  /** Where relative sources start; the current folder when not written. */
  readonly base?: string
  /** Stages of one's own that the model declares: `[myPooling]`. */
  readonly stages?: readonly Defined[]
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

/** A model's width is in its type where none of its stages changes it. */
type WidthOf<M> = M extends Model ? (M['modules'][number] extends KeepsWidth ? M['hidden'] : number) : number
type KeepsWidth = `pool.${'mean' | 'max' | 'cls' | 'normalize' | 'layerNorm' | 'dropout'}`

/** A model folder, `hub:…`, `pip:…`, or a model of `siamese.lock.ts`, whose width its type knows: `const { encode } = await load(minilm)`. */
export const load = <const M extends string | Model>(
  model: M,
  options: LoadOptions = {},
): Promise<LoadedEncoder<WidthOf<M>>> => asPromise(loadTask(model, options))

export const loadTask =
  <const M extends string | Model>(
    model: M,
    options: LoadOptions = {},
  ): TaskEither<Problems, LoadedEncoder<WidthOf<M>>> =>
  async () => {
    const engine = await openEngine(options)()
    if (isLeft(engine)) return engine
    const context = { base: options.base ?? process.cwd(), cacheRoot: options.cacheRoot ?? cacheRoot() }
    const opened = await (typeof model === 'string' ? openNamed(model, context) : openModel(model as Model, context))()
    if (isLeft(opened)) return opened
    const declared = opened.right.declared.length > 0 ? opened.right.declared : [{ stage: 'pool.mean' }]
    const name = String(typeof model === 'string' ? model : model.model)
    const { hidden } = opened.right.encoder.facts
    const stages = declaredStages(name, declared, hidden, options.stages)
    if (isLeft(stages)) return stages
    const { modules } = stages.right
    const { moduleWeights } = opened.right
    const unfit = moduleProblems(modules, moduleWeights, 'its file', 'its config.json says otherwise')
    const without = freshModules(modules, moduleWeights).filter(({ parameters }) => !moduleWeights.has(parameters))
    if (unfit.length > 0 || without.length > 0)
      return left([...unfit, ...without.map(({ stage }) => problem(`${stage} has no weights in ${name}`))])
    const limit = options.maxLength ?? opened.right.maxLength
    const { positions } = opened.right.encoder.facts
    const { special } = opened.right.tokenizer
    if (!Number.isInteger(limit) || limit <= special || limit > positions)
      return left([
        problem(`load: maxLength is ${limit}: choose ${special + 1} to ${positions}, the positions of the model`),
      ])
    const sentenceEncoder: SentenceEncoder = {
      ...opened.right,
      ...stages.right,
      maxLength: limit,
      width: modules.at(-1)?.to ?? stages.right.pooling.to,
    }
    const start = {
      weights: { ...toWeights(opened.right.weights), ...startOfModules(modules, moduleWeights, 0) },
      head: {},
    }
    const { precision = 'float32', eager = false } = options
    const computing = openForward(sentenceEncoder, [], start, { precision, eager })
    if (isLeft(computing)) return left([computing.left])
    return right(loaded(sentenceEncoder, opened.right, computing.right, engine.right.name) as LoadedEncoder<never>)
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
        const { embeddings, truncated } = await encodeTexts(
          { ...sentenceEncoder, ...forward, tokenizing, pad: sentenceEncoder.tokenizer.pad },
          texts.map(text => before + text),
          options,
        )
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

const promptText = ({ prompts, defaultPromptName }: OpenModel, name: string | undefined): string => {
  const chosen = name ?? defaultPromptName
  if (chosen === null) return ''
  const text = prompts[chosen]
  if (text === undefined)
    throw refusal([problem(`encode: the model has no prompt '${chosen}'; it has ${Object.keys(prompts).join(', ')}`)])
  return text
}

const unitLength = (vector: Float32Array): Float32Array => {
  const length = Math.max(Math.sqrt(vector.reduce((sum, x) => sum + x * x, 0)), 1e-12)
  return vector.map(x => x / length)
}
