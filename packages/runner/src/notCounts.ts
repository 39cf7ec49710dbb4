import { type Problem, problem } from '@siamese/core'

/** What is no count, of settings that are counts. */
export const notCounts = (of: string, counts: Readonly<Record<string, number>>): readonly Problem[] =>
  Object.entries(counts)
    .filter(([, value]) => !Number.isInteger(value) || value < 1)
    .map(([name, value]) => problem(`${of}: ${name} is ${value}: choose a whole number, 1 or more`))
