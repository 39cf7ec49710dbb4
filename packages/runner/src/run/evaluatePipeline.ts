import { type Pipeline, type Problems, problem } from '@siamese/core'
import { isLeft, left, right } from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import { isRefusal } from '../asPromise.js'
import { openForward } from '../compute/openForward.js'
import { type Evaluation, evaluate, type Metrics } from '../evaluate/evaluate.js'
import type { Precision } from '../graph/passes/index.js'
import { toWeights } from '../model/tensorsOf.js'
import { planOf } from '../plan.js'
import { tokenizeModel } from '../tokenize/tokenizeModel.js'
import { freshHead } from '../train/head.js'
import { type OpenOptions, openPlan } from './openPlan.js'

export interface EvaluateOptions extends OpenOptions, Pick<Evaluation, 'signal' | 'cut'> {
  /** What large products are computed in; float32 when not written, as a run judges. */
  readonly precision?: Precision
  /** Operation by operation, also where the engine could run a graph. */
  readonly eager?: boolean
}

/** The metrics of a pipeline's evaluators on its model as it is; nothing is trained and no folder is made. */
export const evaluatePipeline =
  (pipeline: Pipeline, options: EvaluateOptions = {}): TaskEither<Problems, Metrics> =>
  async () => {
    const { signal, cut } = options
    const planned = planOf(pipeline)
    if (isLeft(planned)) return planned
    const plan = planned.right
    const opened = await openPlan(plan, options)()
    if (isLeft(opened)) return opened
    const { model, rows, sentenceEncoder, close } = opened.right
    const head = plan.loss === undefined ? {} : freshHead(plan.loss, plan.data, plan.width, plan.train?.seed ?? 0)
    const start = { weights: toWeights(model.weights), head }
    const computing = openForward(sentenceEncoder, plan.loss, start, {
      precision: options.precision ?? 'float32',
      ...(options.eager === undefined ? {} : { eager: options.eager }),
    })
    if (isLeft(computing)) {
      await close()
      return left([computing.left])
    }
    const tokenizing = tokenizeModel(model)
    try {
      const evaluation = {
        plan,
        sentenceEncoder,
        forward: computing.right.forward,
        tokenizing,
        rowsOf: (split: string) => rows.get(split)!,
      }
      return right(await evaluate({ ...evaluation, ...(signal && { signal }), ...(cut && { cut }) }, plan.evaluators))
    } catch (error) {
      if (signal?.aborted) return left([problem('stopped while evaluating')])
      if (isRefusal(error)) return left(error.problems)
      throw error
    } finally {
      computing.right.close()
      await tokenizing.close()
      await close()
    }
  }
