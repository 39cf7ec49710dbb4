import { type Best, better } from '../../train/best.js'

/** Of the metric that was asked for, else of the first that was evaluated. */
export const bestMetric = (
  lines: readonly Readonly<Record<string, unknown>>[],
  asked: string | undefined,
): Best | undefined => {
  const names = lines.filter(line => !('loss' in line)).flatMap(line => Object.keys(line))
  const metric =
    asked ??
    names.find(name => name.includes('.') && !name.startsWith('test')) ??
    names.find(name => name.includes('.'))
  if (metric === undefined) return undefined
  return lines.reduce<Best | undefined>((best, line) => {
    const value = line[metric]
    if (typeof value !== 'number' || Number.isNaN(value)) return best
    const found = { metric, value, step: Number(line.step ?? 0) }
    return better(found, best) ? found : best
  }, undefined)
}
