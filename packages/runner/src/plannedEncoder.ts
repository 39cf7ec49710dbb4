import { definition, type Model, type Route, type Routing, routeNames, type Stage, settingsOf } from '@siamese/core'
import { type ByRoute, byRoute } from './byRoute.js'

/** What is known of an encoder and its tokenizer before they are opened. */
export interface PlannedEncoder {
  readonly model: Model
  /** The pipeline says that its stages stand in place of those that the model declares. */
  readonly instead: boolean
  /** Whose output the token embeddings are; -1 is the last. */
  readonly layer: number
  readonly maxLength: number
}
/** The encoder of a pipeline; where a router has one for each route, the usual one. */
export interface PlannedEncoders extends PlannedEncoder {
  readonly routeEncoders?: ByRoute<PlannedEncoder>
  /** Whose it is. */
  readonly usual?: Route
}

/** What tokenizes and encodes, first of all stages or in both routes; `undefined` where nothing does. */
export const plannedEncoders = (stages: readonly Stage[]): PlannedEncoders | undefined => {
  const one = plannedEncoder(stages)
  const router = stages.find(stage => familyOf(stage) === 'router')
  if (one !== undefined || router === undefined) return one
  const settings = settingsOf(router) as unknown as Routing & ByRoute<readonly Stage[]>
  const [query, document] = routeNames.map(route => plannedEncoder(settings[route]))
  if (query === undefined || document === undefined) return undefined
  const routeEncoders = { query, document }
  return { ...routeEncoders[settings.default], routeEncoders, usual: settings.default }
}

const plannedEncoder = (stages: readonly Stage[]): PlannedEncoder | undefined => {
  const [tokenize, encode] = ['tokenize', 'encode'].map(family => stages.find(stage => familyOf(stage) === family))
  if (tokenize === undefined || encode === undefined) return undefined
  const { model, layer, insteadOf } = settingsOf(encode) as unknown as EncodeSettings
  const { maxLength } = settingsOf(tokenize) as { readonly maxLength?: number }
  return {
    model,
    instead: insteadOf !== undefined,
    layer,
    maxLength: maxLength ?? Math.min(model.maxLength, model.positions),
  }
}

interface EncodeSettings {
  readonly model: Model
  readonly layer: number
  readonly insteadOf?: readonly string[]
}
const familyOf = (stage: Stage) => stage[definition].does.family

/** Its sizes as far as the stages after it read them. */
export const sizesOf = ({ model, layer }: PlannedEncoder) => ({
  ...model,
  layers: layer < 0 ? model.layers + 1 + layer : layer,
})

export const sizesByRoute = ({ routeEncoders }: Pick<PlannedEncoders, 'routeEncoders'>) =>
  routeEncoders && byRoute(route => sizesOf(routeEncoders[route]))

/** Every encoder with its route, or the only one. */
export const eachEncoder = ({
  routeEncoders,
  ...one
}: PlannedEncoders): readonly (PlannedEncoder & { readonly route?: Route })[] =>
  routeEncoders === undefined ? [one] : routeNames.map(route => ({ ...routeEncoders[route], route }))
