import { countText } from '../../countOf.js'
import type { RunRecord } from './runRecord.js'

/** How the run ended, or how far it is. */
export const stateText = ({ state, steps }: Pick<RunRecord, 'state' | 'steps'>): string => {
  const step = steps.at(-1)?.step ?? 0
  switch (state?.state) {
    case 'finished':
      return 'finished'
    case 'stopped':
      return `stopped: ${state.why.join('; ')}`
    case 'running':
      return `not finished, at step ${countText(step)}`
    case undefined:
      return `at step ${countText(step)}`
  }
}
