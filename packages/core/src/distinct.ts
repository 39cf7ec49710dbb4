import type { Problem } from './problem.js'

/** Points of a sweep share most of their stages, and their mistakes: each is said once. */
export const distinct = (problems: readonly Problem[]): readonly Problem[] => [
  ...new Map(problems.map(each => [`${each.sentence}\n${each.place}`, each])).values(),
]
