import { type Problem, type Problems, problem } from '@siamese/core'
import { countText } from '../countOf.js'

/** Counts everything that is wrong with rows, and keeps the first ten to be shown. */
export interface RowsFaults {
  readonly add: (fault: Problem) => void
  readonly problems: () => Problems
}

const shown = 10

export const rowsFaults = (): RowsFaults => {
  const first: Problem[] = []
  let count = 0
  return {
    add: fault => {
      count++
      if (first.length < shown) first.push(fault)
    },
    problems: () => (count <= shown ? [...first] : [...first, problem(`… and ${more(count - shown)}`)]),
  }
}

const more = (rows: number): string => (rows === 1 ? '1 more row' : `${countText(rows)} more rows`)
