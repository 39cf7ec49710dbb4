import { tooNested } from './jsonSentences.js'
import { type Path, type Problem, problem } from './problem.js'

const deepest = 100

/** Whether a value from JSON has more levels inside each other than these. A file may hold a million lists: nothing is kept but those that are open. */
export const deeperThan = (json: unknown, levels: number): boolean => {
  if (typeof json !== 'object' || json === null) return false
  if (levels === 0) return true
  for (const inside of Array.isArray(json) ? json : Object.values(json))
    if (typeof inside === 'object' && inside !== null && deeperThan(inside, levels - 1)) return true
  return false
}

interface Reached {
  readonly value: unknown
  readonly from?: Reached
  readonly key: string | number
}

/** Refuses what is nested so deep that nobody meant it, before anything walks through it. */
export const tooDeep = (json: unknown): Problem | undefined => {
  let level: readonly Reached[] = [{ value: json, key: '' }]
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > deepest) return problem(tooNested(deepest), { path: pathTo(level[0]!) })
    level = level.flatMap(from => {
      const { value } = from
      if (typeof value !== 'object' || value === null) return []
      return Object.entries(value).map(([key, inside]) => ({
        value: inside,
        from,
        key: Array.isArray(value) ? Number(key) : key,
      }))
    })
  }
  return undefined
}

const pathTo = (end: Reached): Path => {
  const keys: (string | number)[] = []
  for (let at = end; at.from !== undefined; at = at.from) keys.unshift(at.key)
  return keys
}
