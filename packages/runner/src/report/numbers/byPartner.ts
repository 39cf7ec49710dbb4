import { countText } from '../../countOf.js'
import { dot, type Embedded, normalized } from './embedded.js'
import type { WorstRow } from './worstRows.js'

/** Rows whose partner is not the nearest of all partners, the farthest first; of embeddings row by row. */
export const byPartner = (one: Embedded, other: Embedded): readonly WorstRow[] => {
  const [first, second] = [normalized(one), normalized(other)]
  const { width, rows } = first
  const found = Array.from({ length: rows }, (_, row) => {
    const own = dot(first.values, row, second.values, row, width)
    let nearer = 0
    for (let each = 0; each < rows; each++)
      if (dot(first.values, row, second.values, each, width) > own + 1e-6) nearer++
    return { row, by: nearer, why: `${countText(nearer)} of ${countText(rows - 1)}` }
  })
  return found.filter(({ by }) => by > 0).sort((a, b) => b.by - a.by || a.row - b.row)
}
