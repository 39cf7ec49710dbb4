import * as t from 'io-ts'
import type { AnyShape, Flow } from './flow.js'
import type { IsPositive } from './numbers.js'
import { type Covers, covers, type ParameterPath, parameterPath } from './parameterPaths.js'
import { type Again, again, type FrozenRate, frozenRate, type NotPositive, notPositive } from './parameterSentences.js'
import type { Fault } from './problem.js'
import { type IsIn, type WrongPath, wrongPath } from './wrongPath.js'

/** Learning rates of some parameters: `[['encoder.layer.11', 1e-4], ['head', 1e-3]]`. The longest path that names a parameter counts. */
export type Rates = readonly (readonly [path: ParameterPath, rate: number])[]
export const ratesCodec = t.array(
  t.tuple([parameterPath, t.number], '[path, rate]'),
  "a list of [path, rate], as [['head', 0.001]]",
) as unknown as t.Type<Rates, Rates, unknown> // readonly

/** The sentence of rates that parameters cannot have, or `undefined`. */
export type WrongRates<
  Stage extends string,
  Rates,
  F extends AnyShape,
  Sofar extends string = never,
> = Rates extends readonly [readonly [infer P extends string, infer R extends number], ...infer Rest]
  ? WrongPath<Stage, P, F> extends infer Wrong extends string
    ? Wrong
    : IsPositive<R> extends false
      ? NotPositive<Stage, P, R>
      : IsIn<P, Sofar> extends true
        ? Again<Stage, P>
        : Freezer<F['frozen'], P> extends infer Frozen extends string
          ? FrozenRate<Stage, P, Frozen>
          : WrongRates<Stage, Rest, F, Sofar | P>
  : undefined
type Freezer<Frozen, P> = Frozen extends readonly [infer A, ...infer Rest]
  ? Covers<A, P> extends true
    ? A
    : Freezer<Rest, P>
  : undefined

export const wrongRates = (
  stage: string,
  rates: readonly (readonly [path: string, rate: number])[],
  flow: Flow,
): readonly Fault[] =>
  rates.flatMap(([path, rate], i) => {
    const frozen = flow.frozen.find(each => covers(each, path))
    const sentence =
      wrongPath(stage, path, flow) ??
      (rate > 0 && rate < Number.POSITIVE_INFINITY
        ? rates.findIndex(([other]) => other === path) < i
          ? again(stage, path)
          : frozen === undefined
            ? undefined
            : frozenRate(stage, path, frozen)
        : notPositive(stage, path, rate))
    return sentence === undefined ? [] : [{ sentence, at: ['rates', i] }]
  })
