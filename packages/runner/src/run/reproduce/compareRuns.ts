import { join } from 'node:path'
import { isLeft } from 'fp-ts/lib/Either.js'
import { readSafetensors, type Tensors } from '../../sources/safetensors.js'
import { readMetrics } from '../folder/metricsFile.js'
import { outcomeFile, outcomeHashes, weightsFiles } from '../folder/outcome.js'
import { readVersioned } from '../folder/versioned.js'
import { type Difference, larger, none, numbersApart, tensorsApart } from './difference.js'
import { divergence } from './divergence.js'

/** How a second run of a manifest stands beside the first. */
export type Verdict =
  | { readonly verdict: 'identical'; readonly hashes: Hashes }
  | { readonly verdict: 'within tolerance'; readonly tolerance: number; readonly largest: Difference }
  | {
      readonly verdict: 'differs'
      /** The first step whose numbers, rows or tensors are others; undefined where only the end can be compared. */
      readonly step: number | undefined
      /** The tensors that differ there. */
      readonly tensors: readonly string[]
      /** What the step learned from, where that differs. */
      readonly input?: string
      readonly largest: Difference
    }
  /** The first left nothing to compare with. */
  | { readonly verdict: 'alone'; readonly hashes: Hashes }
type Hashes = Readonly<Record<string, string>>

/** `first` and `second` are folders of runs. */
export const compareRuns = async (first: string, second: string, tolerance: number): Promise<Verdict> => {
  const now = await outcomeHashes(second)
  const told = await readVersioned(outcomeFile, first)()
  const [{ lines: before }, { lines: after }] = [await readMetrics(first), await readMetrics(second)]
  const then = isLeft(told) ? await outcomeHashes(first) : told.right.hashes
  if (Object.keys(then).length === 0) return { verdict: 'alone', hashes: now }
  if (Object.keys(then).every(name => then[name] === now[name]) && Object.keys(now).every(name => name in then))
    return { verdict: 'identical', hashes: now }
  const numbers = before.length === 0 ? none : numbersApart(before, after)
  const weights = await modelsApart(first, second)
  const largest = larger(numbers, weights)
  const isKnown = before.length > 0 && before.length === after.length
  if (isKnown && largest.of !== '' && largest.difference <= tolerance)
    return { verdict: 'within tolerance', tolerance, largest }
  return { verdict: 'differs', largest, ...(await divergence(first, second)) }
}

/** The largest difference of two runs' weights. */
const modelsApart = async (first: string, second: string): Promise<Difference> => {
  const names = await weightsFiles(second)
  let largest = none
  for (const name of await weightsFiles(first)) {
    if (!names.includes(name)) continue
    const [a, b] = [await tensorsOf(join(first, name)), await tensorsOf(join(second, name))]
    largest = larger(largest, tensorsApart(a, b))
  }
  return largest
}

const tensorsOf = async (path: string): Promise<Tensors> => {
  const read = await readSafetensors(path)()
  return isLeft(read) ? new Map() : read.right
}
