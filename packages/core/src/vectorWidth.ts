import type { Model } from './model.js'

/** Stages after an encoder that leave vectors as wide as its token embeddings. */
const keep = [
  'mean',
  'max',
  'cls',
  'lastToken',
  'weightedMean',
  'meanSqrtLength',
  'normalize',
  'layerNorm',
  'dropout',
] as const
type Keeps = `pool.${(typeof keep)[number]}`

/** How wide a model's vectors are: known from its lock where none of the stages that it declares changes the width, else `number`. */
export type VectorWidth<M> =
  M extends Pick<Model, 'hidden' | 'modules'> ? (M['modules'][number] extends Keeps ? M['hidden'] : number) : number

/** The same of the model as a value: `undefined` where only its files know. */
export const vectorWidth = ({ hidden, modules }: Pick<Model, 'hidden' | 'modules'>): number | undefined =>
  modules.every(stage => keep.some(name => stage === `pool.${name}`)) ? hidden : undefined
