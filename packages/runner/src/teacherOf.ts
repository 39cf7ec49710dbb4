import type { Evaluates, Model } from '@siamese/core'
import type { Planned } from './plan.js'

/** The frozen model among an evaluator's settings, where one is written. */
export const teacherOf = ({ does, settings }: Pick<Planned<Evaluates>, 'does' | 'settings'>): Model | undefined =>
  'taught' in does && does.taught !== undefined ? (settings[does.taught.setting] as Model | undefined) : undefined
