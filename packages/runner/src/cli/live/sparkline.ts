import { mean } from '../../mean.js'

const heights = [...'▁▂▃▄▅▆▇█']

/**
 * Numbers in order as one line, at most `width` of them: each column is the mean of its share of the numbers. The lowest is ▁, the
 * highest █; where all are alike the line is in the middle. What is no number is left blank.
 */
export const sparkline = (values: readonly number[], width: number): string => {
  const columns = Math.min(width, values.length)
  const means = Array.from({ length: columns }, (_, i) =>
    mean(values.slice(Math.floor((i * values.length) / columns), Math.floor(((i + 1) * values.length) / columns))),
  )
  const finite = means.filter(Number.isFinite)
  const [least, most] = [Math.min(...finite), Math.max(...finite)]
  return means
    .map(each => {
      if (!Number.isFinite(each)) return ' '
      return most === least ? heights[3]! : heights[Math.round(((each - least) / (most - least)) * 7)]!
    })
    .join('')
}
