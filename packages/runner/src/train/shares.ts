import { covers, type Encoder, mostSpecific, type Rates } from '@siamese/core'
import { headVariable, type ShapesByName } from '../graph/program.js'
import type { Plan } from '../plan.js'

/** What a pipeline says of its parameters: paths of those that stay as they are, and rates of others. */
export interface Groups {
  readonly frozen: readonly string[]
  readonly rates: Rates
  /** The rate of all that have none of their own. */
  readonly learningRate: number
}

export const groupsOf = ({ frozen, train }: Pick<Plan, 'frozen' | 'train'>): Groups => ({
  frozen,
  rates: train?.rates ?? [],
  learningRate: train?.learningRate ?? 1,
})

/** A parameter as paths name it, how many numbers it has, and its rate where the schedule is at its highest: 0 when frozen. */
export interface Trained {
  readonly path: string
  readonly size: number
  readonly rate: number
}

export const rateOf = ({ frozen, rates, learningRate }: Groups, path: string): number =>
  frozen.some(each => covers(each, path)) ? 0 : (mostSpecific(rates, path)?.[1] ?? learningRate)

/** Every parameter of an encoder and of a loss with its rate. */
export const trainedOf = (
  groups: Groups,
  { parameters, head }: { readonly parameters: ShapesByName; readonly head: ShapesByName },
): readonly Trained[] =>
  Object.entries(pathsOf(parameters, head)).map(([path, shape]) => ({
    path,
    size: shape.reduce((product, side) => product * side, 1),
    rate: rateOf(groups, path),
  }))

/** Shapes by path. */
const pathsOf = (parameters: ShapesByName, head: ShapesByName): ShapesByName => ({
  ...parameters,
  ...Object.fromEntries(Object.entries(head).map(([name, shape]) => [`head.${name}`, shape])),
})

/** What share of a step's rate a variable moves by; 0 where it is frozen. Those held side by side have one rate. */
export const sharesOf = (
  groups: Groups,
  { sideBySide }: Pick<Encoder, 'sideBySide'>,
): ((variable: string) => number) => {
  const beforeHead = headVariable('')
  return variable => {
    const path = variable.startsWith(beforeHead)
      ? `head.${variable.slice(beforeHead.length)}`
      : (sideBySide[variable]?.[0] ?? variable)
    return rateOf(groups, path) / groups.learningRate
  }
}
