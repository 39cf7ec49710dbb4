import { type Pipeline, type Problems, problem } from '@siamese/core'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import { type Batch, dispose } from '../compute/batch.js'
import { openCompiled } from '../compute/compiled.js'
import { compilesGraphs } from '../compute/openForward.js'
import { disposeParameters } from '../compute/parameters.js'
import { type Profile, profileSteps } from '../train/profile.js'
import { firstBatches } from '../train/sampleBatches.js'
import { groupsOf, sharesOf } from '../train/shares.js'
import { tokensInUse } from '../train/tokensInUse.js'
import { trainingProgram } from '../train/trainingProgram.js'
import { type Asked, computingOf } from './computing.js'
import type { OpenOptions, OpenPlan } from './openPlan.js'
import { startOf } from './startOf.js'
import { whileOpen } from './whileOpen.js'

export interface ProfileOptions extends OpenOptions, Asked {}

/** Batches of the run that are measured, and how often each: some twenty steps in all. */
const batches = 3
const rounds = 5

/** Measures where a step of a pipeline's training spends its time. */
export const profile = (pipeline: Pipeline, options: ProfileOptions = {}): TaskEither<Problems, Profile> =>
  whileOpen(pipeline, options, async opened => {
    const made = await profileOpen(opened, options)
    return isLeft(made) ? left([problem(made.left)]) : made
  })

/** The same of what is open, in a session of its own, which is closed; or why there is nothing to measure. */
export const profileOpen = async (
  { plan, model, sentenceEncoder, rows, sampler, engine }: OpenPlan,
  options: Asked,
): Promise<Either<string, Profile>> => {
  const { train, loss, maxLength } = plan
  if (train === undefined || loss === undefined || sampler === undefined)
    return left('nothing is trained, so no step can be measured')
  if (options.eager === true) return left('steps are measured by stage only where they are one graph, without --eager')
  if (!compilesGraphs(options))
    return left(`steps are measured by stage only as a graph, and the ${engine.name} engine runs none`)
  const collation = { loss, tokenizer: model.tokenizer, maxLength, prompts: train.prompts ?? {} }
  const split = rows.get(train.on)!
  const inUse = await tokensInUse(collation, split)
  const start = startOf(plan, model)
  const rule = { ...train, shareOf: sharesOf(groupsOf(plan), model.encoder) }
  const program = { ...trainingProgram(sentenceEncoder, loss, rule, start, inUse), profiled: true }
  const compiled = openCompiled(program, start, computingOf(options, train.precision))
  if (isLeft(compiled)) {
    disposeParameters(start)
    return left(compiled.left.sentence)
  }
  const sample: { batch: Batch; collating: number }[] = []
  try {
    let began = performance.now()
    for await (const batch of firstBatches(train, split, sampler, collation, batches)) {
      sample.push({ batch, collating: performance.now() - began })
      began = performance.now()
    }
    return right(profileSteps(compiled.right, train, sample, rounds))
  } finally {
    dispose(sample.map(({ batch }) => batch))
    compiled.right.close()
  }
}
