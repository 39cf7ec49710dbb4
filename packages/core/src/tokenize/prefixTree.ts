/** Texts in a tree of their UTF-16 code units: finds all that begin at a place, the shortest first. */
export interface PrefixTree {
  /** The node behind a code unit, or -1. The root is 0. */
  readonly next: (node: number, unit: number) => number
  /** The value of the text that ends at a node, or -1. */
  readonly values: Int32Array
}

/** A hash table from (node, code unit) to node; of equal texts the last has the value. */
export const prefixTree = (texts: Iterable<readonly [text: string, value: number]>): PrefixTree => {
  const all = [...texts]
  const most = 1 + all.reduce((sum, [text]) => sum + text.length, 0)
  const bits = 1 + Math.ceil(Math.log2(2 * most))
  const slots = 2 ** bits
  const mask = slots - 1
  const parents = new Int32Array(slots).fill(-1)
  const units = new Uint16Array(slots)
  const children = new Int32Array(slots)
  const values = new Int32Array(most).fill(-1)
  /** Where a child is, or the empty slot where it would be. */
  const slot = (node: number, unit: number): number => {
    let at = (Math.imul(node, 0x9e3779b1) ^ Math.imul(unit, 0x85ebca6b)) >>> (32 - bits)
    while (parents[at] !== -1 && (parents[at] !== node || units[at] !== unit)) at = (at + 1) & mask
    return at
  }
  let count = 1
  for (const [text, value] of all) {
    let node = 0
    for (let i = 0; i < text.length; i++) {
      const unit = text.charCodeAt(i)
      const at = slot(node, unit)
      if (parents[at] === -1) {
        parents[at] = node
        units[at] = unit
        children[at] = count++
      }
      node = children[at]!
    }
    values[node] = value
  }
  return {
    next: (node, unit) => {
      const at = slot(node, unit)
      return parents[at] === -1 ? -1 : children[at]!
    },
    values: values.slice(0, count),
  }
}
