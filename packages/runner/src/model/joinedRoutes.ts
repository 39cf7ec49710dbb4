import type { Encoder, Route } from '@siamese/core'
import type { ByRoute } from '../byRoute.js'
import type { OpenModel } from './openModel.js'

/**
 * The models of both routes as one, whose parameters are those of both: what is trained, counted and kept. Where one encoder is asked for,
 * it is the usual one. No rows of tables are held apart, as ids of two tokenizers name other tokens.
 */
export const joinedRoutes = (routes: ByRoute<OpenModel>, usual: Route): OpenModel => {
  const { query, document } = routes
  return {
    ...routes[usual],
    encoder: joinedEncoders({ query: query.encoder, document: document.encoder }, usual),
    weights: new Map([...query.weights, ...document.weights]),
    moduleWeights: new Map([...query.moduleWeights, ...document.moduleWeights]),
    carried: new Map([...query.carried, ...document.carried]),
    hashes: { ...query.hashes, ...document.hashes },
    declared: [],
    routes,
    usual,
  }
}

/** The encoders of both routes, whose parameters' names begin with the route, as one that has the parameters of both. */
export const joinedEncoders = ({ query, document }: ByRoute<Encoder>, usual: Route): Encoder => ({
  ...(usual === 'query' ? query : document),
  parameters: { ...query.parameters, ...document.parameters },
  sideBySide: { ...query.sideBySide, ...document.sideBySide },
  tables: [],
  frozen: [...query.frozen, ...document.frozen],
})

/** What is known of a model, and where routes have one each, of both. */
export type Routes<M> = M & { readonly routes?: ByRoute<M> | undefined }
export const modelOf = <M>(model: Routes<M>, route: Route | undefined): M =>
  route === undefined ? model : (model.routes?.[route] ?? model)
