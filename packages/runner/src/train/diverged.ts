import { brief, type Problem, problem } from '@siamese/core'
import { countText } from '../countOf.js'
import type { Searched } from './firstNotFinite.js'
import type { Group } from './groups.js'
import type { Place } from './notFinite.js'
import type { Source } from './source.js'

/** Why a run cannot go on: a step's loss or a gradient is not finite, or what it left is not. Taken again it would be the same. */
export interface Divergence extends Problem {
  /** The last step that was taken; parameters are those after it. */
  readonly after: number
  /** Whether these are all finite. */
  readonly finite: boolean
}
export const isDivergence = (problem: Problem): problem is Divergence => 'after' in problem

/** The same with where the parameters before it are kept as a model. */
export const beginsFrom = (why: Divergence, model: string): Divergence => ({
  ...why,
  sentence: `${why.sentence}; a new run can begin from the model before it (siamese add model ${model} --as step${why.after})`,
})

/** A step whose numbers are none, with the first of them and the rows that it saw; `searched` is left out where that could not be found. */
export const diverged = (
  { step, loss, norm }: { readonly step: number; readonly loss: number; readonly norm: number },
  searched: Searched | undefined,
  source: Source,
  turns: Group['turns'],
): Divergence => {
  const from = searched === undefined ? '' : `; ${firstOf(searched, source, turns)}`
  const said = `the loss is ${loss} and the gradient's norm ${norm} at step ${countText(step)}${from}; the step is not taken; it has ${rowsText(source, turns)}`
  const finite = searched === undefined || searched.parameters.length === 0
  return { ...problem(`${said}: ${cureOf(searched, step)}`), after: step - 1, finite }
}

/** A step whose numbers were finite and led beyond what float32 holds: `names` are the tensors that a checkpoint of it would have. */
export const overflowed = (step: number, names: readonly string[]): Divergence => {
  const [first] = names
  const more = names.length === 1 ? '' : `, and in ${countText(names.length - 1)} more,`
  return {
    ...problem(
      `step ${countText(step)} left numbers that are not finite in ${first}${more} and no checkpoint of it is kept: lower learningRate, raise warmup, or begin from other weights`,
    ),
    after: step,
    finite: false,
  }
}

const firstOf = ({ first, batch, parameters }: Searched, source: Source, turns: Group['turns']): string => {
  const held =
    parameters.length === 0
      ? ''
      : `, and ${parameters[0]}${parameters.length === 1 ? ' has' : ` and ${parameters.length - 1} more have`} such numbers already`
  if (first === undefined) return `computed operation by operation its numbers are finite${held}`
  const { turn, read } = turns[batch]!
  const rowOf = ({ row, column, tokens }: Place) => {
    const { split } = source.setOf(turn)
    const of = source.sets.length === 1 ? '' : ` of ${split}`
    const text = column === undefined ? '' : `, ${column} ${brief(read.rows[row]?.[column])}`
    return `row ${turn.rows[row]! + 1}${of}${text}${tokens === 0 ? ', a text without tokens' : ''}`
  }
  if (first.what === 'label') return `the ${first.role} of ${rowOf(first.place)} is not finite${held}`
  if (first.what === 'sum')
    return `its gradients are finite, but their squares, of which ${first.parameter} has the largest, are not${held}`
  const { what, stage = 'what is between two stages', parameter } = first
  if (what === 'gradient')
    return `the loss is finite, and the first gradient that is not comes from ${stage}${parameter === undefined ? '' : `, on the way to ${parameter}`}${held}`
  const place = first.place === undefined ? '' : ` (${rowOf(first.place)})`
  return `the first number that is not finite comes from ${stage}${parameter === undefined ? '' : ` at ${parameter}`}${place}${held}`
}

/** What helps: before the first step the rate cannot be to blame. */
const cureOf = (searched: Searched | undefined, step: number): string => {
  const { first, parameters = [] } = searched ?? {}
  if (parameters.length > 0)
    return step === 1 ? 'load weights that are finite' : 'lower learningRate: an earlier step led there'
  if (first?.what === 'label') return 'correct that row, or leave it out'
  if (first?.what === 'output' && first.place?.tokens === 0)
    return 'leave that row out, or pool by what has a value for such a text, as pool.mean'
  if (step > 1) return 'lower learningRate, raise warmup, or leave these rows out'
  return first?.what === 'output' && first.place !== undefined
    ? 'correct that row, or leave it out'
    : 'no step was taken before it, so learningRate is not the cause: look at that stage and at these rows'
}

/** `rows 3, 4 of the training split`; of several data sets the rows of each, with its name. */
const rowsText = (source: Source, turns: Group['turns']): string => {
  const bySet = new Map<string, readonly number[]>()
  for (const { turn } of turns) {
    const split = source.sets.length === 1 ? 'the training split' : source.setOf(turn).split
    bySet.set(split, [...(bySet.get(split) ?? []), ...turn.rows])
  }
  return `rows ${[...bySet].map(([split, rows]) => `${rows.map(row => row + 1).join(', ')} of ${split}`).join(' and ')}`
}
