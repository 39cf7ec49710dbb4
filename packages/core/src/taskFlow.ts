import type { Data } from './data.js'
import type { Aim, AnyShape, Flow, Shape } from './flow.js'
import { type SetOf, type SetsOf, setOf } from './tasks.js'

/**
 * The flow as a stage sees it that reads one split: of several data sets only the split's own, with that one's loss. Only they have
 * no columns together, which is asked first because it costs least.
 */
export type OnSplit<F extends AnyShape, Split> = F['columns'] extends readonly []
  ? SetOf<SetsOf<F['from']>, Split> extends infer D extends Data
    ? OfSet<F, D, AimOf<F['aim'], D['data']>>
    : F
  : F
/** The flow with one of its data sets in place of all. */
export type OfSet<F extends AnyShape, D extends Data, A extends Aim> = Shape<
  F['kind'],
  D,
  F['tokenizer'],
  F['encodes'],
  F['left'],
  F['width'],
  F['metrics'],
  A
>
type AimOf<A extends Aim, Name extends string> = A extends { readonly by: infer By }
  ? Name extends keyof By
    ? By[Name] extends Aim
      ? By[Name]
      : A
    : A
  : A

export const onSplit = (flow: Flow, split: string): Flow => {
  const found = setOf(flow.from, split)
  return found === undefined ? flow : ofSet(flow, found.set)
}
export const ofSet = (flow: Flow, set: Data): Flow => ({
  ...flow,
  ...flow.by?.[set.data],
  from: set,
  data: set.data,
  columns: set.columns,
  splits: set.splits,
})
