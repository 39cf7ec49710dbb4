import { cls } from './cls.js'
import { max } from './max.js'
import { mean } from './mean.js'
import { normalize } from './normalize.js'

export { cls } from './cls.js'
export { max } from './max.js'
export { mean } from './mean.js'
export { type Normalize, normalize } from './normalize.js'

/** Every stage of this package: what JSON may name. */
export const all = [mean, max, cls, normalize] as const
