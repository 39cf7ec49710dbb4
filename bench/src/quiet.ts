import { availableParallelism, loadavg } from 'node:os'
import { spread } from './statistics.js'

/** Sentences why numbers measured now mean little; none on a quiet machine. */
export const disturbances = (): readonly string[] => {
  const cores = availableParallelism()
  const load = loadavg()[0]!
  const { median, least, most } = spread(sameWork())
  const variation = (most - least) / median
  return [
    ...(load > 0.5 * cores
      ? [`the load average is ${load.toFixed(1)} on ${cores} cores: end other programs and measure again`]
      : []),
    ...(variation > 0.1
      ? [`the same work takes ${least.toFixed(0)} to ${most.toFixed(0)} ms: something else uses the processor`]
      : []),
  ]
}

/** Milliseconds of one loop, several times; the first ones are left out, in which it is compiled. */
const sameWork = (): readonly number[] =>
  Array.from({ length: 12 }, () => {
    const start = performance.now()
    let sum = 0
    for (let i = 1; i < 3e7; i++) sum += 1 / i
    if (sum < 1) throw new Error('internal: the calibration loop was left out')
    return performance.now() - start
  }).slice(4)
