import { join } from 'node:path'
import { type Chosen, isSequence, type Problems, type Sweep, type SweepPoint, sweepPoints } from '@siamese/core'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import type { Metrics } from '../evaluate/evaluate.js'
import { faultsOf } from '../faultsOf.js'
import { type RunOptions, run } from './run.js'
import { claimFolder } from './runFolder.js'
import { runSequence } from './runSequence.js'

/** A sweep's points in order, each with its metrics, or with why it stopped. */
export interface SweepResult {
  readonly folder: string
  readonly points: readonly SweptPoint[]
}
export interface SweptPoint {
  readonly chosen: readonly Chosen[]
  readonly folder: string
  readonly ended: Either<Problems, Metrics>
}

/** Runs every point of a sweep, one after the other, each in a folder of its own. A point that fails does not keep the others from running. */
export const runSweep =
  (sweep: Sweep, options: RunOptions = {}): TaskEither<Problems, SweepResult> =>
  async () => {
    const wrong = faultsOf(sweep)
    if (wrong.length > 0) return left(wrong)
    const points = sweepPoints(sweep)
    const folder = await claimFolder(options.name ?? 'sweep', options.runs ?? 'runs', options.out)()
    if (isLeft(folder)) return folder
    const swept: SweptPoint[] = []
    for (const [index, { chosen, of }] of points.entries()) {
      options.report?.({ event: 'point', number: index + 1, of: points.length, chosen })
      const out = join(folder.right, `point-${String(index + 1).padStart(String(points.length).length, '0')}`)
      const ended = await metricsOf(of, { ...options, out })
      swept.push({ chosen, folder: out, ended })
      if (options.signal?.aborted === true)
        return isLeft(ended) ? ended : right({ folder: folder.right, points: swept })
    }
    return right({ folder: folder.right, points: swept })
  }

/** The metrics of the last pipeline. */
const metricsOf = async (of: SweepPoint['of'], options: RunOptions): Promise<Either<Problems, Metrics>> => {
  if (!isSequence(of)) {
    const ran = await run(of, options)()
    return isLeft(ran) ? ran : right(ran.right.after ?? ran.right.before)
  }
  const ran = await runSequence(of, options)()
  if (isLeft(ran)) return ran
  const { after, before } = ran.right.runs.at(-1)!
  return right(after ?? before)
}
