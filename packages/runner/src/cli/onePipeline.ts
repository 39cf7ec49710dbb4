import {
  countPoints,
  type Experiment,
  isSequence,
  isSweep,
  type Pipeline,
  type Problems,
  problem,
  sweepOf,
  sweepPoints,
} from '@siamese/core'
import { type Either, left, right } from 'fp-ts/lib/Either.js'
import { noneNamed, nothingToName, severalHere } from './onePipelineSentences.js'

/** Which pipeline of a file is meant, counted from 1. */
export interface Which {
  readonly point?: number
  readonly part?: number
}

/** The only pipeline of a file, or the one that is named: a point of what is chosen, a part of a sequence. */
export const onePipeline = (
  file: string,
  experiment: Experiment,
  { point, part }: Which,
): Either<Problems, Pipeline> => {
  if (experiment.problems.length > 0) return left(experiment.problems)
  const points = isSweep(experiment) ? sweepPoints(experiment) : undefined
  if (points !== undefined) {
    const at = named(file, 'point', point, points.length)
    return typeof at === 'number' ? onePipeline(file, points[at]!.of, part === undefined ? {} : { part }) : at
  }
  const of = experiment as Exclude<Experiment, { readonly sweep: unknown }>
  if (isSequence(of)) {
    const at = named(file, 'part', part, of.sequence.length)
    return typeof at === 'number' ? onePipeline(file, of.sequence[at]!, point === undefined ? {} : { point }) : at
  }
  if (part !== undefined) return left([problem(nothingToName(file, 'part', part))])
  // What is chosen without a sweep has its points, too.
  if (countPoints(of.stages) > 1) return onePipeline(file, sweepOf(of, 'grid'), point === undefined ? {} : { point })
  return point === undefined ? right(of) : left([problem(nothingToName(file, 'point', point))])
}

/** From 0. */
const named = (
  file: string,
  what: 'point' | 'part',
  number: number | undefined,
  count: number,
): number | Either<Problems, never> => {
  if (number === undefined) return left([problem(severalHere(file, count, what))])
  return Number.isInteger(number) && number >= 1 && number <= count
    ? number - 1
    : left([problem(noneNamed(file, what, number, count))])
}
