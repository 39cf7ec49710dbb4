import type { AnyShape, Flow } from './flow.js'
import { type Covers, covers } from './parameterPaths.js'

/** Whether the embeddings, every layer and the head are among what is frozen. Modules may have weights: then opening tells. */
export type AllFrozen<Frozen extends readonly string[], F extends AnyShape> = string extends Frozen[number]
  ? false
  : F['encodes'] extends { readonly weighted: true }
    ? false
    : PartsFrozen<Frozen, F>
type PartsFrozen<Frozen extends readonly string[], F extends AnyShape> = 'embeddings' extends Frozen[number]
  ? 'nothing' extends Predicts<F>
    ? EncoderFrozen<Frozen[number], F['layers']>
    : 'head' extends Frozen[number]
      ? EncoderFrozen<Frozen[number], F['layers']>
      : false
  : false
/** What own weights are for; of several losses, of any of them: each has its steps. */
type Predicts<F extends AnyShape> = F['aim'] extends { readonly by: infer By }
  ? By[keyof By] extends { readonly predicts: infer P }
    ? P
    : never
  : F['predicts']
type EncoderFrozen<Frozen extends string, Layers extends number> = 'encoder' extends Frozen
  ? true
  : 'encoder.layer' extends Frozen
    ? true
    : number extends Layers
      ? false
      : LayersFrozen<Frozen, Layers>
type LayersFrozen<
  Frozen extends string,
  Layers extends number,
  Done extends readonly 0[] = [],
> = Done['length'] extends Layers
  ? true
  : true extends CoversEach<Frozen, `encoder.layer.${Done['length']}`>
    ? LayersFrozen<Frozen, Layers, [...Done, 0]>
    : false
type CoversEach<Outer, Inner> = Outer extends unknown ? Covers<Outer, Inner> : never

export const allFrozen = (frozen: readonly string[], { layers, predicts, weighted, by }: Flow): boolean => {
  if (weighted) return false
  const headless = Object.values(by ?? { only: { predicts } }).some(each => each.predicts === 'nothing')
  const parts = ['embeddings', ...Array.from({ length: layers }, (_, layer) => `encoder.layer.${layer}`)]
  const all = headless ? parts : [...parts, 'head']
  return all.every(part => frozen.some(path => covers(path, part)))
}
