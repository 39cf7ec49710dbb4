import * as t from 'io-ts'
import { type AllFrozen, allFrozen } from './allFrozen.js'
import { described } from './described.js'
import type { Aim, Aimed, Aims, AnyShape, Flow } from './flow.js'
import { options } from './options.js'
import { parameterPath } from './parameterPaths.js'
import { type Again, again, type NamesNone, type NothingLeft, namesNone, nothingLeft } from './parameterSentences.js'
import type { Fault } from './problem.js'
import { type Apply, type Constructor, constructorOf, describe, interpret, type Refused, type RuleOf } from './stage.js'
import { type IsIn, type WrongPath, wrongPath } from './wrongPath.js'

const description = describe({
  name: 'freeze',
  about: 'Keeps parameters as they are while the others are trained',
  takes: ['objective'],
  options: options({
    parameters: described(
      t.array(parameterPath, 'a list of texts'),
      'Names of parameters, or their beginnings up to a dot, as embeddings or encoder.layer.0-5',
    ),
  }),
  rules: [],
  gives: {},
})
interface ByLines extends RuleOf<typeof description> {}
export interface Freeze extends Omit<ByLines, 'out'> {
  readonly out: Apply<ByLines, this['settings'], this['in']> extends infer Wrong extends Refused
    ? Wrong
    : this['in'] extends AnyShape
      ? this['settings'] extends { readonly parameters: infer Paths extends readonly string[] }
        ? WrongOf<Paths, this['in']> extends infer Sentence extends string
          ? Refused<Sentence>
          : Frozen<this['in'], readonly [...this['in']['frozen'], ...Paths]>
        : this['in']
      : never
}
type Frozen<F extends AnyShape, Paths extends readonly string[]> = Aimed<
  F,
  F['aim'] extends { readonly by: infer By }
    ? Aims<By, F['predicts'], F['smallestBatch'], Paths, F['reads']>
    : Aim<F['objective'], F['predicts'], F['smallestBatch'], Paths, F['reads']>
>
type WrongOf<Paths, F extends AnyShape> = Paths extends readonly []
  ? NamesNone<'freeze'>
  : WrongFrozen<'freeze', Paths, F, F['frozen']>

/** The sentence of parameters that cannot be frozen, or `undefined`. */
type WrongFrozen<
  Stage extends string,
  Paths,
  F extends AnyShape,
  Frozen extends readonly string[],
> = Paths extends readonly [infer P extends string, ...infer Rest]
  ? WrongPath<Stage, P, F> extends infer Wrong extends string
    ? Wrong
    : IsIn<P, Frozen[number]> extends true
      ? Again<Stage, P>
      : WrongFrozen<Stage, Rest, F, [...Frozen, P]>
  : Paths extends readonly []
    ? AllFrozen<Frozen, F> extends true
      ? NothingLeft<Stage>
      : undefined
    : undefined
const wrongFrozen = (stage: string, paths: readonly string[], flow: Flow): readonly (string | Fault)[] => {
  if (paths.length === 0) return [namesNone(stage)]
  const wrong = paths.flatMap((path, i) => {
    const twice = flow.frozen.includes(path) || paths.indexOf(path) < i
    const sentence = wrongPath(stage, path, flow) ?? (twice ? again(stage, path) : undefined)
    return sentence === undefined ? [] : [{ sentence, at: ['parameters', i] }]
  })
  return wrong.length === 0 && allFrozen([...flow.frozen, ...paths], flow) ? [nothingLeft(stage)] : wrong
}

const byLines = interpret(description, { family: 'freeze' })

/**
 * Keeps parameters as they are: no gradient is computed for them, they have no moments, do not decay and are not in the norm
 * that clips; dropout stays. Several `freeze` add up.
 */
export const freeze: Constructor<Freeze> = constructorOf<Constructor<Freeze>>({
  ...byLines,
  judge: (flow, settings, written) => {
    const { problems } = byLines.judge(flow, settings, written)
    const paths = (settings.parameters ?? []) as readonly string[]
    return {
      problems: problems.length > 0 ? problems : wrongFrozen('freeze', paths, flow),
      flow: { ...flow, frozen: [...flow.frozen, ...paths] },
    }
  },
})
