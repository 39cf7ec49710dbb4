import { existsSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { definition, everyStage, isSequence, type Pipeline, type Problems, type SweepPoint } from '@siamese/core'
import { type Either, isLeft, right } from 'fp-ts/lib/Either.js'
import type { Metrics } from '../../evaluate/evaluate.js'
import { vocabulary } from '../../vocabulary.js'
import { manifestFile } from '../folder/manifest.js'
import { outcomeFile } from '../folder/outcome.js'
import { readVersioned } from '../folder/versioned.js'
import { resume } from '../resume.js'
import { type RunOptions, run } from '../run.js'
import { eachPart } from '../runSequence.js'
import { readRunState } from '../runState.js'

/** The metrics of a point, or of the last part of one: read where it finished, else it goes on from its last checkpoint, else it begins. */
export const runPoint = async (
  of: SweepPoint['of'],
  options: RunOptions & { readonly out: string },
): Promise<Either<Problems, Metrics>> => {
  const ran = isSequence(of) ? await lastPart(of, options) : await runOrGoOn(of, options)
  return isLeft(ran) ? ran : right(ran.right.after ?? ran.right.before)
}

interface Ended {
  readonly before: Metrics
  readonly after?: Metrics | undefined
  readonly model: string | undefined
}

const lastPart = async (of: Parameters<typeof eachPart>[0], options: RunOptions & { readonly out: string }) => {
  const parts = await eachPart(of, options.out, options, runOrGoOn)
  return isLeft(parts) ? parts : right(parts.right.at(-1)!)
}

const runOrGoOn = async (
  pipeline: Pipeline,
  options: RunOptions & { readonly out: string },
): Promise<Either<Problems, Ended>> => {
  const { out: folder } = options
  if (!existsSync(join(folder, manifestFile.name))) {
    // Nothing of a run is in it: its process was killed before the manifest, which is written first.
    await rm(folder, { recursive: true, force: true })
    return run(pipeline, options)()
  }
  const state = await readRunState(folder)
  if (state?.state !== 'finished') {
    const { name: _, runs: __, out: ___, profile: ____, ...going } = options
    return resume(folder, { ...going, stages: ownStages(pipeline) })()
  }
  const outcome = await readVersioned(outcomeFile, folder)()
  if (isLeft(outcome)) return outcome
  const { before, after } = outcome.right
  const model = join(folder, 'model')
  return right({ before, after, model: existsSync(model) ? model : undefined })
}

/** Stages that the run's folder names and the packages do not have. */
const ownStages = ({ stages }: Pipeline) => {
  const known = new Set(vocabulary.map(each => each.definition.name))
  const own = everyStage(stages).map(stage => stage[definition])
  return [...new Set(own)].filter(({ name }) => !known.has(name)).map(each => ({ definition: each }))
}
