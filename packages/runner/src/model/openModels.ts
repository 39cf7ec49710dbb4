import type { Problems } from '@siamese/core'
import { isLeft, left, right } from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import type { PlannedEncoders } from '../plannedEncoder.js'
import { joinedRoutes } from './joinedRoutes.js'
import { type ModelContext, type OpenedAs, type OpenModel, openModel } from './openModel.js'
import { underRoute } from './underRoute.js'

/** The model of a pipeline, or those of both routes as one. */
export const openModels =
  (
    { model, layer, routeEncoders, usual }: Pick<PlannedEncoders, 'model' | 'layer' | 'routeEncoders' | 'usual'>,
    context: ModelContext,
    { rates }: Pick<OpenedAs, 'rates'>,
  ): TaskEither<Problems, OpenModel> =>
  async () => {
    const as = rates === undefined ? {} : { rates }
    if (routeEncoders === undefined || usual === undefined) return openModel(model, context, { ...as, layer })()
    const query = await openModel(routeEncoders.query.model, context, { ...as, layer: routeEncoders.query.layer })()
    const document = await openModel(routeEncoders.document.model, context, {
      ...as,
      layer: routeEncoders.document.layer,
    })()
    if (isLeft(query) || isLeft(document))
      return left([query, document].flatMap(each => (isLeft(each) ? each.left : [])))
    return right(
      joinedRoutes(
        { query: underRoute('query', query.right), document: underRoute('document', document.right) },
        usual,
      ),
    )
  }
