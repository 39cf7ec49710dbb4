import type { Moment } from '../run/sample.js'

export const momentName = (moment: Moment): string => `${moment} training`
