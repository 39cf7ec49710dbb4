import type { TrainSettings } from '@siamese/core'
import type { Source } from '../train/source.js'
import type { OpenPlan } from './openPlan.js'

/** What an open plan learns from; `undefined` where nothing is trained. */
export const trainedOn = ({
  plan: { train: settings },
  source,
}: Pick<OpenPlan, 'plan' | 'source'>): { readonly settings: TrainSettings; readonly source: Source } | undefined =>
  settings === undefined || source === undefined ? undefined : { settings, source }
