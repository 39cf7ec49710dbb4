import { routeNames } from '@siamese/core'
import { inOrder } from '../encode/placed.js'
import { plainStage } from '../encode/plainStage.js'
import type { Plan } from '../plan.js'
import { isOwn } from '../sources/modelFiles/writtenModule.js'
import { trainWarnings } from './trainWarnings.js'

/** What a pipeline alone tells that its reader has to know before it is run; how many steps it takes where that is known. */
export const planWarnings = (plan: Plan, steps?: number): readonly string[] => {
  const own = plan.train === undefined ? [] : inOrder(plan).map(plainStage).filter(isOwn)
  return [
    ...trainWarnings(plan, steps),
    ...unusedRoutes(plan),
    ...own.map(
      ({ stage }) =>
        `sentence-transformers does not know ${stage}: the trained model opens here, with that stage given, and not in Python`,
    ),
  ]
}

/** Routes that no text of a loss takes. */
const unusedRoutes = ({ router, tasks, train }: Plan): readonly string[] => {
  if (router === undefined || train === undefined || tasks.length === 0) return []
  const taken = tasks.flatMap(({ routes }) => Object.values(routes ?? {}))
  return routeNames
    .filter(route => !taken.includes(route))
    .map(
      route =>
        `router: no column of the loss takes the route ${route}: its own stages stay as they are; write columns in router where one should`,
    )
}
