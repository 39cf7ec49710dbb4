import type { RunEvent } from '../../run/runEvent.js'

/** Numbers of an event under the tags that TensorBoard groups them by: `train/loss`, `dev/spearman_cosine`. */
export const tagged = (event: RunEvent): Readonly<Record<string, number>> | undefined => {
  switch (event.event) {
    case 'step': {
      const { loss, parts = {}, rate, norm, task } = event
      const own = task === undefined ? {} : { [`train/loss/${task}`]: loss }
      const apart = Object.fromEntries(Object.entries(parts).map(([name, value]) => [`train/parts/${name}`, value]))
      return { 'train/loss': loss, ...own, ...apart, 'train/rate': rate, 'train/norm': norm }
    }
    case 'evaluation':
      return Object.fromEntries(Object.entries(event.metrics).map(([name, value]) => [tagOf(name), value]))
    default:
      return undefined
  }
}

/** The metric behind its split: that of one of several data sets has a dot in it. */
const tagOf = (metric: string): string => {
  const dot = metric.lastIndexOf('.')
  return dot < 0 ? metric : `${metric.slice(0, dot)}/${metric.slice(dot + 1)}`
}
