const levels = '▁▂▃▄▅▆▇█'

/** Numbers as a line of blocks, at most so many; each stands for the mean of some. */
export const sparkline = (values: readonly number[], width: number): string => {
  const finite = values.filter(Number.isFinite)
  if (finite.length === 0) return ''
  const count = Math.min(width, finite.length)
  const means = Array.from({ length: count }, (_, i) => {
    const part = finite.slice(Math.floor((i * finite.length) / count), Math.floor(((i + 1) * finite.length) / count))
    return part.reduce((sum, each) => sum + each, 0) / part.length
  })
  const [least, most] = [Math.min(...means), Math.max(...means)]
  return means
    .map(mean => levels[most === least ? 3 : Math.min(7, Math.floor((8 * (mean - least)) / (most - least)))]!)
    .join('')
}
