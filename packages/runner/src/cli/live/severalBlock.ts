import type { Paint } from '../paint.js'
import { cutTo } from './fitted.js'
import { lossText } from './lossText.js'
import { progressText } from './progressText.js'
import type { RunView } from './runView.js'

/** A point of several that run at once. */
export interface PointView {
  readonly name: string
  /** Since it began. */
  readonly seconds: number
  readonly view: RunView
  /** Where it waits for memory. */
  readonly waits: boolean
}

/** Points that run at once, a line each, below how many are done. */
export const severalBlock = (
  points: readonly PointView[],
  done: string,
  width: number,
  paint: Paint,
): readonly string[] => [...points.map(point => pointLine(point, width, paint)), paint.dim(cutTo(done, width))]

const pointLine = ({ name, seconds, view, waits }: PointView, width: number, paint: Paint): string => {
  const { step, doing, losses, speed, left } = view
  if (waits) return paint.dim(cutTo(`${name}  waits for memory`, width))
  if (doing !== undefined) return progressText({ ...doing, what: `${name}  ${doing.what}` }, width, paint)
  if (step === undefined) return paint.dim(cutTo(`${name}  preparing …`, width))
  const loss = [...losses.values()].map(of => lossText(of.smoothed())).join(', ')
  const steps = { done: step.step, total: step.total, unit: 'steps' }
  // As fast as steps are, without what was opened before them; evaluations to come are in what is left.
  const pace = speed === undefined ? { seconds } : { seconds: step.step / speed.steps, left }
  return progressText({ what: `${name}  loss ${loss}`, ...steps, ...pace }, width, paint)
}
