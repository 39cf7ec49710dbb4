import { equal } from './leaves.js'
import type { Part } from './parts.js'

/** Where a stage of one list stands in the other; one side alone where it was added or removed. */
export interface Aligned {
  readonly before?: number
  readonly after?: number
  /** It stands before or behind others than it did. */
  readonly moved: boolean
}

/** Two lists of stages side by side: the most alike in the same order; what is left over on both sides under one name was moved. */
export const align = (before: readonly Part[], after: readonly Part[]): readonly Aligned[] => {
  const best = table(before, after)
  const inOrder: Aligned[] = []
  let [i, j] = [0, 0]
  while (i < before.length || j < after.length) {
    const match = i < before.length && j < after.length ? likeness(before[i]!, after[j]!) : 0
    if (match > 0 && best[i]![j] === best[i + 1]![j + 1]! + match)
      inOrder.push({ before: i++, after: j++, moved: false })
    else if (j >= after.length || (i < before.length && best[i]![j] === best[i + 1]![j]))
      inOrder.push({ before: i++, moved: false })
    else inOrder.push({ after: j++, moved: false })
  }
  return withMoves(inOrder, before, after)
}

const table = (before: readonly Part[], after: readonly Part[]): readonly (readonly number[])[] => {
  const best = Array.from({ length: before.length + 1 }, () => new Array<number>(after.length + 1).fill(0))
  for (let i = before.length - 1; i >= 0; i--)
    for (let j = after.length - 1; j >= 0; j--) {
      const match = likeness(before[i]!, after[j]!)
      best[i]![j] = Math.max(best[i + 1]![j]!, best[i]![j + 1]!, match > 0 ? best[i + 1]![j + 1]! + match : 0)
    }
  return best
}

/**
 * 0 for another name, 10 for the same stage, 3 and less the more settings differ: two stages that changed places are the
 * same two, and not two that were changed.
 */
const likeness = (a: Part, b: Part): number => {
  if (a.name !== b.name) return 0
  const paths = [...new Set([...Object.keys(a.values), ...Object.keys(b.values)])]
  const changed = paths.filter(path => !equal(a.values[path], b.values[path])).length
  return changed === 0 ? 10 : Math.max(1, 4 - changed)
}

const withMoves = (
  inOrder: readonly Aligned[],
  before: readonly Part[],
  after: readonly Part[],
): readonly Aligned[] => {
  const removed = inOrder.filter(({ after }) => after === undefined).map(({ before }) => before!)
  const from = new Map<number, number>()
  for (const { before: old, after: now } of inOrder) {
    if (old !== undefined || now === undefined) continue
    const like = removed
      .filter(each => ![...from.values()].includes(each) && before[each]!.name === after[now]!.name)
      .sort((a, b) => likeness(before[b]!, after[now]!) - likeness(before[a]!, after[now]!))
    if (like[0] !== undefined) from.set(now, like[0])
  }
  const gone = new Set(from.values())
  return inOrder
    .filter(({ before: old, after: now }) => !(now === undefined && gone.has(old!)))
    .map(each =>
      each.after !== undefined && from.has(each.after)
        ? { before: from.get(each.after)!, after: each.after, moved: true }
        : each,
    )
}
