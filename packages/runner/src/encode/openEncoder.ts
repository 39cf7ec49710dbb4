import { type Model, type Problems, problem, type Weights } from '@siamese/core'
import { isLeft, left, right } from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import { freshModules, moduleProblems, startOfModules } from '../model/moduleWeights.js'
import { type ModelContext, type OpenModel, openModel, openNamed } from '../model/openModel.js'
import { toWeights } from '../model/tensorsOf.js'
import { inOrder, weighing } from './placed.js'
import type { SentenceEncoder } from './sentenceEncoder.js'
import { type Defined, declaredStages } from './stages.js'

export interface OpenedEncoder {
  readonly name: string
  readonly model: OpenModel
  readonly sentenceEncoder: SentenceEncoder
  /** Tensors of the engine, made anew each time. */
  readonly weights: () => Weights
}
export interface EncoderOptions {
  /** The longest text in tokens; the model's own limit when not written. */
  readonly maxLength?: number
  /** Stages of one's own that the model declares: `[myPooling]`. */
  readonly stages?: readonly Defined[]
}

/** A model with all that its own files declare after its encoder. A folder without `modules.json` is pooled by the mean, as the reference does it. */
export const openEncoder =
  (
    asked: string | Model,
    context: ModelContext,
    { maxLength, stages: own }: EncoderOptions = {},
  ): TaskEither<Problems, OpenedEncoder> =>
  async () => {
    const opened = await (typeof asked === 'string' ? openNamed(asked, context) : openModel(asked, context))()
    if (isLeft(opened)) return opened
    const model = opened.right
    const declared = model.declared.length > 0 ? model.declared : [{ stage: 'pool.mean' }]
    const name = String(typeof asked === 'string' ? asked : asked.model)
    const { facts } = model.encoder
    const stages = declaredStages(name, declared, facts, own)
    if (isLeft(stages)) return stages
    const modules = weighing(stages.right)
    const { moduleWeights } = model
    const unfit = moduleProblems(modules, moduleWeights, 'its file', 'its config.json says otherwise')
    const without = freshModules(modules, moduleWeights).filter(({ parameters }) => !moduleWeights.has(parameters))
    if (unfit.length > 0 || without.length > 0)
      return left([...unfit, ...without.map(({ stage }) => problem(`${stage} has no weights in ${name}`))])
    const limit = maxLength ?? model.maxLength
    const { special } = model.tokenizer
    if (!Number.isInteger(limit) || limit <= special || limit > facts.positions)
      return left([
        problem(`load: maxLength is ${limit}: choose ${special + 1} to ${facts.positions}, the positions of the model`),
      ])
    return right({
      name,
      model,
      sentenceEncoder: { ...model, ...stages.right, maxLength: limit, width: inOrder(stages.right).at(-1)!.to },
      weights: () => ({ ...toWeights(model.weights), ...startOfModules(modules, moduleWeights, 0) }),
    })
  }
