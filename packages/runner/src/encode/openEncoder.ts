import { brief, type Model, type Problems, problem, routeNames, uneven, type Weights } from '@siamese/core'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import { byRoute } from '../byRoute.js'
import { freshModules, moduleProblems, startOfModules } from '../model/moduleWeights.js'
import { type ModelContext, type OpenModel, openModel, openNamed } from '../model/openModel.js'
import { toWeights } from '../model/tensorsOf.js'
import { type AfterEncoder, inOrder, weighing } from './placed.js'
import { placedApart } from './placedApart.js'
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

/** What has no types may hand over anything. */
const isModel = (value: unknown): value is Model =>
  typeof value === 'object' && value !== null && 'model' in value && 'origin' in value
const noModel = (value: unknown): string =>
  `${brief(value)} is no model: name its folder, hub:OWNER/NAME or pip:PACKAGE, or hand over one of siamese.lock.ts`

/** A model with all that its own files declare after its encoder. A folder without `modules.json` is pooled by the mean, as the reference does it. */
export const openEncoder =
  (
    asked: string | Model,
    context: ModelContext,
    { maxLength, stages: own }: EncoderOptions = {},
  ): TaskEither<Problems, OpenedEncoder> =>
  async () => {
    if (typeof asked !== 'string' && !isModel(asked)) return left([problem(noModel(asked))])
    const opened = await (typeof asked === 'string' ? openNamed(asked, context) : openModel(asked, context))()
    if (isLeft(opened)) return opened
    const model = opened.right
    const name = String(typeof asked === 'string' ? asked : asked.model)
    const stages = stagesOf(name, model, own)
    if (isLeft(stages)) return stages
    const modules = weighing(stages.right)
    const { moduleWeights } = model
    const unfit = moduleProblems(modules, moduleWeights, 'its file', 'its config.json says otherwise')
    const without = freshModules(modules, moduleWeights).filter(({ parameters }) => !moduleWeights.has(parameters))
    if (unfit.length > 0 || without.length > 0)
      return left([...unfit, ...without.map(({ stage }) => problem(`${stage} has no weights in ${name}`))])
    const { routes } = model
    const long = (routes === undefined ? [model] : routeNames.map(route => routes[route])).flatMap(each =>
      wrongLimit(each, maxLength),
    )
    if (long.length > 0) return left(long)
    const limited = (each: OpenModel) => ({ ...each, maxLength: maxLength ?? each.maxLength })
    return right({
      name,
      model,
      sentenceEncoder: {
        ...limited(model),
        ...stages.right,
        width: inOrder(stages.right).at(-1)!.to,
        encoders: routes && byRoute(route => limited(routes[route])),
      },
      weights: () => ({ ...toWeights(model.weights), ...startOfModules(modules, moduleWeights, 0) }),
    })
  }

/** The stages after the encoder, or after that of each route. */
const stagesOf = (name: string, model: OpenModel, own: EncoderOptions['stages']): Either<Problems, AfterEncoder> => {
  const { routes, usual } = model
  const of = ({ declared, encoder: { facts } }: OpenModel) =>
    declaredStages(name, declared.length > 0 ? declared : [{ stage: 'pool.mean' }], facts, own)
  if (routes === undefined || usual === undefined) return of(model)
  const [query, document] = [of(routes.query), of(routes.document)]
  if (isLeft(query) || isLeft(document)) return left([query, document].flatMap(each => (isLeft(each) ? each.left : [])))
  const [one, other] = [query.right, document.right].map(each => inOrder(each).at(-1)!.to)
  return one === other
    ? right(placedApart({ query: query.right, document: document.right }, usual))
    : left([problem(uneven(one!, other!), { place: name })])
}

const wrongLimit = ({ tokenizer, maxLength, encoder }: OpenModel, asked: number | undefined): Problems => {
  const limit = asked ?? maxLength
  const { positions } = encoder.facts
  return Number.isInteger(limit) && limit > tokenizer.special && limit <= positions
    ? []
    : [
        problem(
          `load: maxLength is ${limit}: choose ${tokenizer.special + 1} to ${positions}, the positions of the model`,
        ),
      ]
}
