import type { Problems } from '@siamese/core'

/** What was found out about the files behind a pipeline before any weight is read. */
export interface Resolved {
  readonly problems: Problems
  /** What could not be looked at, and why: a model that has to be fetched first. */
  readonly notes: readonly string[]
  /** The files that were looked at. */
  readonly reads: readonly string[]
}

/** What was found out of several things. */
export const together = (parts: readonly Resolved[]): Resolved => ({
  problems: parts.flatMap(({ problems }) => problems),
  notes: parts.flatMap(({ notes }) => notes),
  reads: parts.flatMap(({ reads }) => reads),
})
