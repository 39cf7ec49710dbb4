import { type Pipeline, type Problems, problem } from '@siamese/core'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import { type Batch, dispose } from '../compute/batch.js'
import { openCompiled } from '../compute/compiled.js'
import { compilesGraphs } from '../compute/openForward.js'
import { disposeParameters } from '../compute/parameters.js'
import { entryOf } from '../graph/program.js'
import { optimizerOf } from '../train/optimizers/optimizerOf.js'
import { type Profile, profileSteps } from '../train/profile.js'
import { firstBatches } from '../train/sampleBatches.js'
import { groupsOf, sharesOf } from '../train/shares.js'
import { mostOften } from '../train/source.js'
import { tokensInUse } from '../train/tokensInUse.js'
import { trainingProgram } from '../train/trainingProgram.js'
import { type Asked, computingOf } from './computing.js'
import type { OpenOptions, OpenPlan } from './openPlan.js'
import { startOf } from './startOf.js'
import { trainedOn } from './trainedOn.js'
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
  { plan, model, sentenceEncoder, source: learned, engine }: OpenPlan,
  options: Asked,
): Promise<Either<string, Profile>> => {
  const trained = trainedOn({ plan, source: learned })
  if (trained === undefined) return left('nothing is trained, so no step can be measured')
  if (options.eager === true) return left('steps are measured by stage only where they are one graph, without --eager')
  if (!compilesGraphs(options))
    return left(`steps are measured by stage only as a graph, and the ${engine.name} engine runs none`)
  const { settings, source } = trained
  if (settings.miniBatchSize !== undefined)
    return left('steps are measured by stage only where a batch is embedded at once, without miniBatchSize')
  const { task } = mostOften(source).collation.loss
  const inUse = await tokensInUse(source)
  const start = startOf(plan, model)
  const profiled = entryOf(settings.accumulate > 1 ? 'gradients' : 'train', task)
  const rule = {
    ...settings,
    optimizer: optimizerOf(settings.optimizer),
    shareOf: sharesOf(groupsOf(plan), model.encoder),
  }
  const program = { ...trainingProgram(sentenceEncoder, plan.tasks, rule, start, inUse), profiled }
  const compiled = openCompiled(program, start, computingOf(options, settings.precision))
  if (isLeft(compiled)) {
    disposeParameters(start)
    return left(compiled.left.sentence)
  }
  const sample: { batch: Batch; collating: number }[] = []
  try {
    let began = performance.now()
    for await (const batch of firstBatches(settings, source, batches, task)) {
      sample.push({ batch, collating: performance.now() - began })
      began = performance.now()
    }
    return right(profileSteps(compiled.right, profiled, rule, sample, rounds))
  } finally {
    dispose(sample.map(({ batch }) => batch))
    compiled.right.close()
  }
}
