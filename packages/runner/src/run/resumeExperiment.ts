import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { experimentFromJson, isSequence, isSweep, type Problems, problem, type Sequence } from '@siamese/core'
import { isLeft, left, right } from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import { vocabulary } from '../vocabulary.js'
import { type ExperimentFile, experimentFile } from './experimentFile.js'
import { readVersioned } from './folder/versioned.js'
import { type ResumeOptions, resume } from './resume.js'
import type { RunResult } from './runResult.js'
import { runSequence, type SequenceResult } from './runSequence.js'
import { runSweep, type SweepOptions, type SweepResult } from './runSweep.js'

export interface ResumeExperimentOptions extends ResumeOptions, Pick<SweepOptions, 'parallel' | 'modules'> {}

/** What came of a folder that went on. */
export type Resumed =
  | { readonly is: 'run'; readonly result: RunResult }
  | { readonly is: 'sequence'; readonly of: Sequence; readonly result: SequenceResult }
  | { readonly is: 'sweep'; readonly result: SweepResult }

/** Goes on with whatever the folder is of: a run, a sequence or a sweep. Of several runs those that finished are read. */
export const resumeExperiment =
  (path: string, options: ResumeExperimentOptions = {}): TaskEither<Problems, Resumed> =>
  async () => {
    if (!existsSync(join(path, experimentFile.name))) {
      const ran = await resume(path, options)()
      return isLeft(ran) ? ran : right({ is: 'run', result: ran.right })
    }
    const read = await readVersioned(experimentFile, path)()
    if (isLeft(read)) return read
    const { stages = [], from, ...given } = options
    if (from !== undefined) return left([problem(fromOfSeveral(path))])
    const experiment = experimentFromJson([...vocabulary, ...stages], read.right.experiment)
    if (isLeft(experiment)) return left(experiment.left.map(each => ({ place: path, ...each })))
    const asked = { ...askedOf(path, read.right), ...given, stages, out: path }
    if (isSweep(experiment.right)) {
      const swept = await runSweep(experiment.right, asked)()
      return isLeft(swept) ? swept : right({ is: 'sweep', result: swept.right })
    }
    if (!isSequence(experiment.right)) return left([problem(noneOfSeveral(path))])
    const ran = await runSequence(experiment.right, asked)()
    return isLeft(ran) ? ran : right({ is: 'sequence', of: experiment.right, result: ran.right })
  }

const askedOf = (path: string, { experiment: _, base, ...asked }: ExperimentFile): SweepOptions => ({
  base: join(resolve(path), base.fromRun),
  ...asked,
})

/**
 * Why: Every run of a sequence or a sweep has steps and checkpoints of its own.
 * Cure: Name the folder of the run in it, then go on with all.
 * Types: Folders are looked at when they go on.
 */
const fromOfSeveral = (path: string): string =>
  `${path} has several runs, and --from is of one: siamese resume ${path}/… --from …, then siamese resume ${path}`

/**
 * Why: A single run says what it is in manifest.json.
 * Cure: Name a folder that a run, a sequence or a sweep wrote.
 * Types: Files are read when they are opened.
 */
const noneOfSeveral = (path: string): string =>
  `${path}/experiment.json has neither a sequence nor a sweep: no sequence or sweep wrote it as it is`
