import { join, relative, resolve } from 'node:path'
import {
  afterEncoder,
  flatten,
  type Model,
  type Pipeline,
  type Problems,
  type Sequence,
  withModel,
} from '@siamese/core'
import { isLeft, left, right } from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import { faultsOf } from '../faultsOf.js'
import { type RunOptions, run } from './run.js'
import { claimFolder } from './runFolder.js'
import type { RunResult } from './runResult.js'

/** Runs of a sequence, in order. */
export interface SequenceResult {
  readonly folder: string
  readonly runs: readonly RunResult[]
}

/** Runs pipelines in turn, each in a folder inside the sequence's own; each begins with the model that the one before it trained. */
export const runSequence =
  (of: Sequence, options: RunOptions = {}): TaskEither<Problems, SequenceResult> =>
  async () => {
    const { sequence } = of
    const wrong = faultsOf(of)
    if (wrong.length > 0) return left(wrong)
    const folder = await claimFolder(options.name ?? sequence[0]!.data.data, options.runs ?? 'runs', options.out)()
    if (isLeft(folder)) return folder
    const runs: RunResult[] = []
    let trained: string | undefined
    for (const [index, pipeline] of sequence.entries()) {
      const { data } = pipeline.data
      options.report?.({ event: 'part', number: index + 1, of: sequence.length, name: data })
      const ran = await run(trained === undefined ? pipeline : goingOn(pipeline, trained), {
        ...options,
        out: join(folder.right, `${index + 1}-${data.replaceAll(/[^\w.+-]/g, '-')}`),
      })()
      if (isLeft(ran)) return ran
      runs.push(ran.right)
      // Where the pipeline's other paths start, too.
      if (ran.right.model !== undefined)
        trained = relative(resolve(options.base ?? '.'), resolve(ran.right.model)) || '.'
    }
    return right({ folder: folder.right, runs })
  }

/** The pipeline with the model of a folder; what follows the encoder is what the folder was written with. */
const goingOn = (pipeline: Pipeline, folder: string): Pipeline => {
  const stages = flatten(pipeline.stages)
  const { model } = stages.find(({ settings }) => 'model' in settings)!.settings as { readonly model: Model }
  return withModel(pipeline, {
    ...model,
    modules: afterEncoder(stages).map(({ stage }) => stage),
    origin: { source: folder, files: [] },
  })
}
