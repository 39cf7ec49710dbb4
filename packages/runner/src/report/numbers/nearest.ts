import { dot, type Embedded } from './embedded.js'

export interface Neighbour {
  readonly row: number
  readonly cosine: number
}

/** The nearest of other rows to one of them, of embeddings of unit length; rows that `leaveOut` names are none. */
export const nearest = (
  { values, rows, width }: Embedded,
  row: number,
  count: number,
  leaveOut: (row: number) => boolean,
): readonly Neighbour[] =>
  Array.from({ length: rows }, (_, other) => ({ row: other, cosine: dot(values, row, values, other, width) }))
    .filter(({ row: other }) => other !== row && !leaveOut(other))
    .sort((a, b) => b.cosine - a.cosine || a.row - b.row)
    .slice(0, count)
