import { type Pipeline, type Problems, problem } from '@siamese/core'
import { isLeft, left, right } from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import { isRefusal } from '../asPromise.js'
import { openForward } from '../compute/openForward.js'
import { type Evaluation, type EvaluationProgress, evaluate, type Metrics } from '../evaluate/evaluate.js'
import type { Precision } from '../graph/passes/index.js'
import { tokenizeModel } from '../tokenize/tokenizeModel.js'
import type { OpenOptions } from './openPlan.js'
import type { Listener } from './runEvent.js'
import { startOf } from './startOf.js'
import { whileOpen } from './whileOpen.js'

export interface EvaluateOptions extends OpenOptions, Pick<Evaluation, 'signal' | 'cut'> {
  /** Told how far each evaluator is (`evaluating`), and why metrics say nothing about some rows (`warning`). */
  readonly report?: Listener
  /** What large products are computed in; float32 when not written, as a run judges. */
  readonly precision?: Precision
  /** Operation by operation, also where the engine could run a graph. */
  readonly eager?: boolean
}

/** The metrics of a pipeline's evaluators on its model as it is; nothing is trained and no folder is made. */
export const evaluatePipeline = (pipeline: Pipeline, options: EvaluateOptions = {}): TaskEither<Problems, Metrics> =>
  whileOpen(pipeline, options, async ({ plan, model, rows, frozen, sentenceEncoder }) => {
    const { signal, cut, report, precision, eager } = options
    const computing = openForward(sentenceEncoder, plan.tasks, startOf(plan, model), {
      precision: precision ?? 'float32',
      ...(eager === undefined ? {} : { eager }),
    })
    if (isLeft(computing)) return left([computing.left])
    const tokenizing = tokenizeModel(model)
    try {
      const { forward } = computing.right
      const rowsOf = (split: string) => rows.get(split)!
      const evaluation = { plan, sentenceEncoder, forward, frozen, tokenizing, rowsOf }
      const told = {
        ...(signal && { signal }),
        ...(cut && { cut }),
        ...(report && {
          progress: (how: EvaluationProgress) => void report({ event: 'evaluating', ...how }),
          doubt: (sentence: string) => void report({ event: 'warning', sentence }),
          collapsed: (sentence: string) => void report({ event: 'warning', sentence }),
        }),
      }
      return right(await evaluate({ ...evaluation, ...told }, plan.evaluators))
    } catch (error) {
      if (signal?.aborted) return left([problem('stopped while evaluating')])
      if (isRefusal(error)) return left(error.problems)
      throw error
    } finally {
      computing.right.close()
      await tokenizing.close()
    }
  })
