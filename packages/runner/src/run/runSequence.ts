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
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
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
    const runs = await eachPart(of, folder.right, options, (pipeline, own) => run(pipeline, own)())
    return isLeft(runs) ? runs : right({ folder: folder.right, runs: runs.right })
  }

/** What comes of each part in turn; each is given the model that the one before it trained. */
export const eachPart = async <A extends { readonly model: string | undefined }>(
  { sequence }: Sequence,
  folder: string,
  options: RunOptions,
  runPart: (pipeline: Pipeline, options: RunOptions & { readonly out: string }) => Promise<Either<Problems, A>>,
): Promise<Either<Problems, readonly A[]>> => {
  const parts: A[] = []
  let trained: string | undefined
  for (const [index, pipeline] of sequence.entries()) {
    const { data } = pipeline.data
    options.report?.({ event: 'part', number: index + 1, of: sequence.length, name: data })
    const out = join(folder, `${index + 1}-${data.replaceAll(/[^\w.+-]/g, '-')}`)
    const ran = await runPart(trained === undefined ? pipeline : goingOn(pipeline, trained), { ...options, out })
    if (isLeft(ran)) return ran
    parts.push(ran.right)
    // Where the pipeline's other paths start, too.
    if (ran.right.model !== undefined) trained = relative(resolve(options.base ?? '.'), resolve(ran.right.model)) || '.'
  }
  return right(parts)
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
