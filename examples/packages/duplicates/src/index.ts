import { byNorm } from './byNorm.js'
import { contrast } from './contrast.js'

export { byNorm } from './byNorm.js'
export { contrast } from './contrast.js'
export { type Duplicates, duplicates } from './duplicates.js'
export { finder } from './finder.js'

/** Every stage of this package: what JSON may name. */
export const all = [byNorm, contrast] as const
