import { tf } from '../tensors.cjs'
import type { Filled, Loses, Weights } from './does.js'

/** A part of a loss; a loss that has no parts is one without a name. */
export interface LossPart {
  readonly name?: string
  /** A value a row, or one for the batch. */
  readonly value: tf.Tensor
}

/** A loss, a value a row or one for the batch, and by name what it is the sum of, where it tells that. */
export interface LossValue {
  readonly value: tf.Tensor
  readonly parts?: Weights
}

/** Computed once, also where its parts are told. */
export const lossValue = (does: Loses, inputs: Weights, settings: Filled, weights: Weights): LossValue => {
  const parts = does.parts?.(inputs, settings, weights)
  return parts === undefined ? { value: does.apply(inputs, settings, weights) } : { value: sumOfParts(parts), parts }
}

/** What is minimised: Σ of the parts, those that are one for the batch added to each row. */
export const sumOfParts = (parts: Weights): tf.Tensor => {
  const [first, ...others] = Object.values(parts)
  if (first === undefined) throw new Error('no part is given, and a loss is the sum of one or more')
  return others.reduce((sum, each) => tf.add(sum, each), first)
}

/** Parts by names of their own: a name that is taken has its number, `cosent`, `cosent_2`. */
export const partsByName = (parts: readonly (readonly [name: string, value: tf.Tensor])[]): Weights => {
  const named = new Map<string, tf.Tensor>()
  for (const [name, value] of parts) {
    let own = name
    for (let number = 2; named.has(own); number++) own = `${name}_${number}`
    named.set(own, value)
  }
  return Object.fromEntries(named)
}

/** Each part times a weight, named by the name that it has where it was told. */
export const weighed = (
  parts: readonly LossPart[],
  weight: number | tf.Tensor,
  named: (part: string | undefined) => string,
): readonly (readonly [name: string, value: tf.Tensor])[] =>
  parts.map(({ name, value }) => [named(name), tf.mul(value, weight)])

/** `dim_64` of a loss without parts, `dim_64.gor_mean` of one that has them. */
export const under =
  (before: string) =>
  (part: string | undefined): string =>
    part === undefined ? before : `${before}.${part}`
