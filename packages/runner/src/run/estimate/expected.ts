import type { Problems } from '@siamese/core'
import { type Either, isLeft, right } from 'fp-ts/lib/Either.js'
import type { Entered } from '../entered.js'
import type { Computing } from '../openComputing.js'
import type { OpenPlan } from '../openPlan.js'
import type { Listener } from '../runEvent.js'
import { batchSizes } from './batchSizes.js'
import { type Estimate, estimateOf } from './estimate.js'
import { type EstimateFile, writtenEstimate } from './estimateFile.js'

/** What a run is expected to take; nothing where no step could be timed, or where it goes on from a process that did not come to that. */
export interface Expected {
  /** What `estimate.json` keeps. */
  readonly kept?: EstimateFile['estimate']
  /** The same where it was found now. */
  readonly found?: Estimate
}

/** What the process that began the run expected, or what is found now, before the first step, and told. */
export const expectedOf = async (
  { folder, checkpoint }: Entered,
  opened: OpenPlan,
  computing: Computing,
  began: number,
  tell: Listener,
): Promise<Either<Problems, Expected>> => {
  const kept = await writtenEstimate(folder.path)
  if (kept !== undefined) return right({ kept })
  if (checkpoint !== undefined) return right({})
  const found = await estimateOf(opened, computing, await batchSizes(opened, few), began, budget)
  if (found === undefined) return right({})
  const noted = await folder.estimate({ estimate: found })()
  if (isLeft(noted)) return noted
  await tell({ event: 'estimated', estimate: found })
  return right({ kept: found, found })
}

/** Batches that are looked at, and the seconds that timing may take: a run should start at once. */
const few = { batches: 32, rows: 1024 }
const budget = { steps: 0.25, evaluation: 0.15 }
