import type { Problems } from '@siamese/core'

/** Problems that name no place of their own are of this one. */
export const placedIn = (place: string, problems: Problems): Problems => problems.map(each => ({ place, ...each }))
