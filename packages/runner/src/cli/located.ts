import type { Problem } from '@siamese/core'

/** A problem with its place taken apart, as far as the place is a line of a file. */
export interface Located extends Problem {
  readonly file?: string
  readonly line?: number
  readonly column?: number
  /** What the compiler calls it, where the compiler found it and speaks for itself: `TS2322`. */
  readonly code?: string
}

/** `/a/stsb.ts:12:3` and what may follow: `/a/stsb.json:12:3, stages[3]`. */
export const located = (problem: Problem): Located => {
  const [, file, line, column] = /^(.+?):(\d+)(?::(\d+))?(?=,|$)/.exec(problem.place ?? '') ?? []
  if (file === undefined) return problem
  return { ...problem, file, line: Number(line), ...(column === undefined ? {} : { column: Number(column) }) }
}

/** In the order of their places: what has a line first, file by file. */
export const inOrder = (problems: readonly Located[], files: readonly string[]): readonly Located[] => {
  const rank = ({ file }: Located) => {
    const index = file === undefined ? -1 : files.indexOf(file)
    return index < 0 ? files.length : index
  }
  return [
    ...problems
      .filter(({ line }) => line !== undefined)
      .sort((a, b) => rank(a) - rank(b) || a.line! - b.line! || (a.column ?? 0) - (b.column ?? 0)),
    ...problems.filter(({ line }) => line === undefined),
  ]
}
