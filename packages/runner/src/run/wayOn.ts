import { join } from 'node:path'
import { type Pipeline, type Problem, type Problems, problem } from '@siamese/core'
import { type Either, isLeft, left } from 'fp-ts/lib/Either.js'
import { countText } from '../countOf.js'
import { isThere } from '../sources/isThere.js'
import { ownStagesIn } from '../text/stageImports.js'
import { isDivergence } from '../train/diverged.js'
import { checkpointSteps } from './checkpoint/checkpointFolders.js'
import { manifestFile } from './folder/manifest.js'

/** A problem whose sentence ends in how the run goes on; `why` is the sentence before that. */
interface GoesOn extends Problem {
  readonly why: string
}

/** Why a run ended, with how it goes on. */
export const withWayOn = async <A>(
  ended: Either<Problems, A>,
  path: string,
  pipeline: Pipeline,
): Promise<Either<Problems, A>> => {
  if (!isLeft(ended)) return ended
  if (!(await isThere(path))) return left([...ended.left.filter(isDivergence), problem(vanished(path))])
  if (!(await isThere(join(path, manifestFile.name)))) return ended
  const [step] = (await checkpointSteps(path).catch(() => [])).slice(-1)
  // A program imports stages of its own; whoever reads the manifest has to be given them.
  const withOwn = ownStagesIn(pipeline).length === 0 ? '' : ' --with FILE'
  const from =
    step === undefined || step === 0 ? 'from the beginning' : `from the checkpoint of step ${countText(step)}`
  const again = ended.left.some(isDivergence)
    ? ', to the same numbers unless rows were corrected (--accept-changes)'
    : ''
  const goesOn = (each: Problem): GoesOn => {
    const why = each.sentence.replace(/\.$/, '')
    return { ...each, why, sentence: `${why}; siamese resume ${path}${withOwn} goes on ${from}${again}` }
  }
  return left(ended.left.map((each, i) => (i === ended.left.length - 1 ? goesOn(each) : each)))
}

/** Why one of several runs ended, where all of them go on by one command. */
export const withoutWayOn = (problems: Problems): Problems =>
  problems.map(each => ('why' in each ? { ...each, sentence: (each as GoesOn).why } : each))

/**
 * Why: What a run writes lies in its folder, which is not made again under it.
 * Cure: Put the folder back and go on, or run again.
 * Types: Folders are looked at while a run goes on.
 */
const vanished = (path: string): string =>
  `${path} is missing: it was moved or removed while the run worked in it; put it back, and siamese resume ${path} goes on`
