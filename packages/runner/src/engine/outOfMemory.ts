import { type Problem, problem } from '@siamese/core'

/** What could not be had where an engine ran out of memory, as `63 MiB more (float [64854, 256])`; undefined for any other error. */
export const outOfMemory = (error: unknown): string | undefined => {
  if (!(error instanceof Error)) return undefined
  const { message } = error
  const [, shape, type] = /OOM when allocating tensor with shape\[([\d,]*)\] and type (\w+)/.exec(message) ?? []
  if (shape !== undefined && type !== undefined) {
    const sides = shape.split(',').filter(Boolean).map(Number)
    const bytes = sides.reduce((size, side) => size * side, bytesOf(type))
    return `${amount(bytes)} more (${type} [${sides.join(', ')}])`
  }
  return others.test(`${error.name}: ${message}`) ? 'any more' : undefined
}

/** How TensorFlow, WebAssembly and JavaScript say it where they name no tensor. */
const others =
  /Invalid TF_Status: 8\b|RESOURCE_EXHAUSTED|bad_alloc|RuntimeError: (memory access out of bounds|Aborted\(OOM)|Array buffer allocation failed|Invalid typed array length|out of memory/i

/** TensorFlow's names end in their bits, but for these. */
const bytesOf = (type: string): number =>
  ({ float: 4, double: 8, half: 2, bool: 1 })[type] ?? Number(/\d+$/.exec(type)?.[0] ?? 32) / 8

const amount = (bytes: number): string => {
  const [size, unit] = bytes < 2 ** 20 ? [bytes / 2 ** 10, 'KiB'] : [bytes / 2 ** 20, 'MiB']
  return `${size < 10 ? size.toFixed(1) : Math.round(size)} ${unit}`
}

/** The same as a sentence: what was being done, and what makes it smaller. */
export const memoryProblem = (error: unknown, doing: string, cure: string): Problem | undefined => {
  const missing = outOfMemory(error)
  return missing === undefined ? undefined : problem(`${doing}: there is no memory for ${missing}: ${cure}`)
}
