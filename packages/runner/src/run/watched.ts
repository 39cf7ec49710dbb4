import { splitOf } from '../evaluate/evaluate.js'
import type { Plan } from '../plan.js'

/** Evaluators that run while training: those on the split that chooses, or, when none chooses, all that are not on `test` if asked for. */
export const watchedBy = ({ evaluators, train }: Plan): Plan['evaluators'] => {
  const { best, evaluateEvery } = train!
  if (best !== undefined) return evaluators.filter(each => best.startsWith(`${splitOf(each)}.`))
  return evaluateEvery === undefined ? [] : evaluators.filter(each => !isTest(splitOf(each)))
}

/** Also of one of several data sets: `stsb.test`. */
const isTest = (split: string): boolean => split.split('.').at(-1) === 'test'
