/** The schedules with settings of their own, as `schedule.polynomial` … */
export { type Cosine, cosine } from './schedules/cosine.js'
export { type CosineWithRestarts, cosineWithRestarts } from './schedules/cosineWithRestarts.js'
export { type InverseSquareRoot, inverseSquareRoot } from './schedules/inverseSquareRoot.js'
export { type Polynomial, polynomial } from './schedules/polynomial.js'
