import { type Route, routeOf } from '@siamese/core'
import type { AfterEncoder } from './placed.js'

/** The route that an evaluator's texts take: their column's, that of their role, or the usual one; `undefined` where there is no router. */
export const routeFor = (
  { router }: Pick<AfterEncoder, 'router'>,
  played: { readonly role: string; readonly column: string },
): Route | undefined => router && (routeOf(played, router.routing) ?? router.routing.default)
